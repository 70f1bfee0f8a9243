"""What a table on a sheet is: its header, what each column and row holds, and the sheet on its way through a reader."""
