"""Pages that compose the apps: home, countries, organisations, areas."""
