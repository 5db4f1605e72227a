"""What this program writes to come back: reports, drafts, house styles."""
