"""Avstämning: does it agree with the economy system? Its own totals beside Helår's, and the rows behind each difference."""

from finance.avstamning.jamfor import compare as compare
from finance.avstamning.kalla import Kalla as Kalla
from finance.avstamning.kalla import read_kalla as read_kalla
from finance.avstamning.modell import Avstamning as Avstamning
from finance.avstamning.modell import Forklaring as Forklaring
from finance.avstamning.modell import Orsak as Orsak
from finance.avstamning.modell import Per as Per
from finance.avstamning.modell import Post as Post
from finance.avstamning.modell import Rad as Rad
from finance.avstamning.modell import Systemrad as Systemrad
from finance.avstamning.svar import keep as keep
from finance.avstamning.svar import read_systemrader as read_systemrader
from finance.avstamning.svar import to_json as to_json
