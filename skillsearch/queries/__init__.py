"""The last questions that were asked of the index, kept to be asked again of another one."""

from skillsearch.queries.asked import AskedQuery
from skillsearch.queries.log import QueryLog, open_query_log

__all__ = ["AskedQuery", "QueryLog", "open_query_log"]
