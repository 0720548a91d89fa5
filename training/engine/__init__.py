"""What carries a recipe out: training that shows its progress, survives a kill and is recorded.

Import the modules one by one: all but :mod:`~training.engine.requirements` and
:mod:`~training.engine.run_folder` import torch.
"""
