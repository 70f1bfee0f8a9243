"""The bytes of a file to sheets of cells, behind limits and in a process of their own."""
