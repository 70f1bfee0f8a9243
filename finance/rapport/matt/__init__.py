"""Mått in reports and on their page: tables, charts, sentences and sections; what is small is hidden here."""
