"""English as read in Denmark: the day first, the clock without a.m. and p.m."""
