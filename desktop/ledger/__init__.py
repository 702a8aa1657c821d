"""台账: ledgers in and out. Each part is a page of its own; ``desktop.frame.room_links`` leads between them."""
