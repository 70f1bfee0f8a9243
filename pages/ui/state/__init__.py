"""Everything that is remembered for a session, in one typed place. No other module touches `st.session_state`.

Shared choices live here and in the URL (`namnd`, `period`, `enhet`, `vy`, `as_of`). The URL wins when it holds a value that
can be used; a page switch empties it, and then what was chosen before stands.
"""

from pages.ui.state.filer import Uppladdad as Uppladdad
from pages.ui.state.filer import add_uppladdade as add_uppladdade
from pages.ui.state.filer import change_uppladdad as change_uppladdad
from pages.ui.state.filer import drop_uppladdad as drop_uppladdad
from pages.ui.state.filer import generation as generation
from pages.ui.state.filer import next_generation as next_generation
from pages.ui.state.filer import read_done as read_done
from pages.ui.state.filer import read_done_ids as read_done_ids
from pages.ui.state.filer import read_uppladdade as read_uppladdade
from pages.ui.state.filer import remember_forslag as remember_forslag
from pages.ui.state.filer import save_done as save_done
from pages.ui.state.filer import save_uppladdade as save_uppladdade
from pages.ui.state.sida import drop_link as drop_link
from pages.ui.state.sida import goto_link as goto_link
from pages.ui.state.sida import keep_link as keep_link
from pages.ui.state.sida import peek_link as peek_link
from pages.ui.state.sida import pop_message as pop_message
from pages.ui.state.sida import push_message as push_message
from pages.ui.state.sida import read_link as read_link
from pages.ui.state.sida import read_open as read_open
from pages.ui.state.sida import read_signatur as read_signatur
from pages.ui.state.sida import save_link as save_link
from pages.ui.state.sida import save_open as save_open
from pages.ui.state.sida import save_signatur as save_signatur
from pages.ui.state.val import Param as Param
from pages.ui.state.val import Val as Val
from pages.ui.state.val import choose as choose
from pages.ui.state.val import goto_namnd as goto_namnd
from pages.ui.state.val import leave_as_of as leave_as_of
from pages.ui.state.val import read_ram as read_ram
from pages.ui.state.val import read_url as read_url
from pages.ui.state.val import read_val as read_val
from pages.ui.state.val import resolve_val as resolve_val
from pages.ui.state.val import save_ram as save_ram
from pages.ui.state.val import save_val as save_val
from pages.ui.state.val import set_widget as set_widget
from pages.ui.state.val import url_params as url_params
