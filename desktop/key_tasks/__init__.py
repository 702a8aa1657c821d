"""重点任务台账: the tasks of a year, what was reported on them, their proof."""
