"""Who and what records speak of: countries, organisations, people, areas. The lowest floor."""
