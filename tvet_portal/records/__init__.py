"""What every record has: content, versions, workflow, parts, sources."""
