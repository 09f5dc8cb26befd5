"""Run a command in a pseudo-terminal of 80 columns: keys come on standard input, the screen's bytes go to standard output."""

import fcntl
import os
import pty
import select
import struct
import sys
import termios

columns, rows = int(sys.argv[1]), int(sys.argv[2])
child, master = pty.fork()
if child == 0:
    os.execvp(sys.argv[3], sys.argv[3:])
fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
keyboard = [sys.stdin.fileno()]
while True:
    ready, _, _ = select.select([master, *keyboard], [], [])
    if master in ready:
        try:
            screen = os.read(master, 65536)
        except OSError:  # Linux says EIO when the other end is gone
            screen = b""
        if not screen:
            break
        sys.stdout.buffer.write(screen)
        sys.stdout.buffer.flush()
    if keyboard and keyboard[0] in ready:
        keys = os.read(keyboard[0], 4096)
        if keys:
            os.write(master, keys)
        else:
            keyboard = []
_, status = os.waitpid(child, 0)
sys.exit(os.waitstatus_to_exitcode(status) & 0xFF)
