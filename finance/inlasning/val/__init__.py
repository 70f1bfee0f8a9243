"""How a file is to be read: chosen by a person, remembered from last month, said by the file, or told by what is stored."""
