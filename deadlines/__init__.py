"""Calendar, clocks and notices: pure functions from dated facts to dates with their reasons."""
