"""The write side on many processes: Celery over Redis hands out work that the ledger holds."""
