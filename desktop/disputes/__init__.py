"""复议诉讼: the list by urgency, the page of one dispute, the form that opens one."""
