"""What a campaign is, as plain data: its brief, its calendar, its metrics."""
