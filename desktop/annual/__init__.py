"""统计年报: the annual report, and the pages that stand beside it in the same place of the navigation."""
