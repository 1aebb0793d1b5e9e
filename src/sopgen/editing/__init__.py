"""Changes SOP files as a careful person would: in the text itself, all else left as it was written."""
