"""The generator of the sample files: targets first, then konton, months and vouchers that sum to them exactly.

Deterministic: no clock, and randomness only from `slump.Slump` with fixed seeds. Amounts are whole öre, kostnad +, intäkt -.
"""
