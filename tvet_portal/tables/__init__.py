"""Tables in and out: organisations, people, areas, agreements, events, qualifications and progress as spreadsheets."""
