"""Reports as values: sections, tables, charts and sentences, before anybody decides how they look."""
