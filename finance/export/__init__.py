"""Writers: a `finance.rapport.modell.Rapport` in, the bytes of a document out. Libraries are imported when they are used."""
