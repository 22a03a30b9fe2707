"""What checks look things up in: read-only, loaded on first use."""
