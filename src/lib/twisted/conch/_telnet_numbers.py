"""The numbers of telnet: commands, options, and what LINEMODE adds."""


def _name(first, names, prefix=''):
    for number, name in enumerate(names.split(), first):
        globals()[prefix + name] = bytes([number])


_name(0, 'NULL ECHO')
_name(3, 'SGA')
_name(7, 'BEL BS HT LF VT FF CR')
_name(31, 'NAWS')
_name(34, 'LINEMODE')
_name(239, 'EOR SE NOP DM BRK IP AO AYT EC EL GA SB WILL WONT DO DONT IAC')
_name(1, 'MODE FORWARDMASK SLC', 'LINEMODE_')
_name(236, 'EOF SUSP ABORT', 'LINEMODE_')
_name(1, 'SYNCH BRK IP AO AYT EOR ABORT EOF SUSP EC EL EW RP LNEXT XON XOFF '
         'FORW1 FORW2 MCL MCR MCWL MCWR MCBOL MCEOL INSRT OVER ECR EWR EBOL '
         'EEOL', 'LINEMODE_SLC_')
_name(0, 'NOSUPPORT CANTCHANGE VALUE DEFAULT', 'LINEMODE_SLC_')
LINEMODE_SLC_LEVELBITS = b'\x03'
LINEMODE_SLC_FLUSHOUT = b'\x20'
LINEMODE_SLC_FLUSHIN = b'\x40'
LINEMODE_SLC_ACK = b'\x80'

# What LINEMODE MODE may ask for, added up.
MODE = b'\x01'
EDIT, TRAPSIG, MODE_ACK, SOFT_TAB, LIT_ECHO = 1, 2, 4, 8, 16
LINEMODE_EDIT = b'\x01'
LINEMODE_TRAPSIG = b'\x02'
LINEMODE_MODE_ACK = b'\x04'
LINEMODE_SOFT_TAB = b'\x08'
LINEMODE_LIT_ECHO = b'\x10'
