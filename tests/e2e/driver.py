"""Uses the window as a person with a screen reader does: finds by role and name on the accessibility bus, presses, types.

A test is a module that ends with driver.main(SCENARIOS). It runs itself anew under Xvfb and a session bus of its own, so that
nothing of it touches the desktop it is started from. Nothing here waits for time: wait() ends as soon as its condition holds.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

BUS_LAUNCHER = '/usr/libexec/at-spi-bus-launcher'
PACKAGES = 'xvfb dbus at-spi2-core python3-pyatspi gir1.2-atspi-2.0 xdotool git'
PATIENCE = 40
MOST_CHILDREN = 2000


def missing():
    """What this machine lacks for the test to run."""
    lacks = [name for name in ('Xvfb', 'dbus-run-session', 'xdotool', 'git') if not shutil.which(name)]
    if not os.access(BUS_LAUNCHER, os.X_OK):
        lacks.append(BUS_LAUNCHER)
    try:
        import pyatspi  # noqa: F401
    except Exception as error:
        lacks.append(f'pyatspi for {sys.executable} ({error})')
    return lacks


def wait(what, condition, patience=PATIENCE):
    """The first true value of the condition, which may fail while things are on the move."""
    end = time.monotonic() + patience
    problem = ''
    while True:
        try:
            value = condition()
            if value:
                return value
            problem = ''
        except AssertionError:
            raise
        except Exception as error:
            problem = f' ({error})'
        if time.monotonic() > end:
            raise AssertionError(f'waited in vain for {what}{problem}')
        time.sleep(0.05)


class Window:
    """A running coupe, seen from outside."""

    def __init__(self, arguments, environment=None):
        import pyatspi
        self.bus = pyatspi
        self.output = tempfile.TemporaryFile()
        variables = dict(os.environ, QT_QPA_PLATFORM='xcb', QT_QUICK_BACKEND='software', QT_LINUX_ACCESSIBILITY_ALWAYS_ON='1',
                         QT_ACCESSIBILITY='1', LC_ALL='C.UTF-8', TZ='UTC', **(environment or {}))
        for name in ('GIMLET_SERVER', 'GIMLET_TOKEN'):
            if name not in (environment or {}):
                variables.pop(name, None)
        self.process = subprocess.Popen([sys.argv[1], *arguments], env=variables, stdout=self.output, stderr=subprocess.STDOUT)
        self.root = None

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind:
            print(self.tree(), file=sys.stderr)
        ended = self.process.poll()
        if ended is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if kind:
            sys.stderr.write(self.printed())
        elif ended is not None:
            raise AssertionError(f'the program ended by itself with {ended}:\n{self.printed()}')
        return False

    def printed(self):
        self.output.seek(0)
        return self.output.read().decode('utf-8', 'replace')

    def application(self):
        def search():
            assert self.process.poll() is None, f'the program ended with {self.process.returncode}:\n{self.printed()}'
            for candidate in self.bus.Registry.getDesktop(0):
                if candidate and candidate.get_process_id() == self.process.pid and candidate.childCount:
                    return candidate
            return None
        if self.root is None:
            self.root = wait('the program on the accessibility bus', search)
        return self.root

    def walk(self, item=None, depth=0):
        """Everything that is there for a screen reader, with its depth; what has to be scrolled to is."""
        item = item or self.application()
        yield item, depth
        for k in range(min(item.childCount, MOST_CHILDREN)):
            try:
                child = item.getChildAtIndex(k)
                if child and (depth == 0 or child.getState().contains(self.bus.STATE_VISIBLE)):
                    yield from self.walk(child, depth + 1)
            except Exception:
                continue  # it went away while we looked

    def tree(self):
        lines = []
        try:
            for item, depth in self.walk():
                lines.append('  ' * depth + f'{item.getRoleName()} {item.name[:300]!r}')
        except Exception as error:
            lines.append(f'no more: {error}')
        return '\n'.join(lines)

    def all(self, role, name):
        pattern = re.compile(name, re.S)
        return [item for item, _ in self.walk()
                if (not role or item.getRoleName() == role) and pattern.fullmatch(item.name or '')]

    def find(self, role, name, patience=PATIENCE):
        return wait(f'{role or "anything"} named {name!r}', lambda: self.all(role, name), patience)[0]

    def gone(self, role, name):
        wait(f'{role} named {name!r} to go', lambda: not self.all(role, name))

    def press(self, role, name):
        """As a screen reader presses: through the item's own action, once it is there and on."""
        def attempt():
            for item in self.all(role, name):
                action = item.queryAction()
                for k in range(action.nActions):
                    if action.getName(k).lower() in ('press', 'click', 'toggle'):
                        return action.doAction(k)
            return False
        wait(f'{role} named {name!r} to press', attempt)

    def go(self, place):
        """To a place, by the rail at the left."""
        def attempt():
            if self.all('heading', place):
                return True
            self.press('push button', place)
            return False
        wait(f'{place} to be shown', attempt)

    def point(self, role, name):
        """Puts the mouse on it."""
        box = self.find(role, name).queryComponent().getExtents(self.bus.DESKTOP_COORDS)
        xdotool('mousemove', '--sync', str(box.x + box.width // 2), str(box.y + box.height // 2))

    def focus(self, role, name):
        def attempt():
            item = self.all(role, name)[0]
            if item.getState().contains(self.bus.STATE_FOCUSED):
                return True
            item.queryComponent().grabFocus()
            return False
        wait(f'{role} named {name!r} to have the focus', attempt)

    def text_of(self, role, name):
        item = self.find(role, name).queryText()
        return item.getText(0, item.characterCount)

    def type(self, role, name, text):
        """Instead of what is in the field."""
        self.focus(role, name)
        xdotool('key', 'ctrl+a', 'BackSpace')
        xdotool('type', '--delay', '5', text)
        wait(f'{text!r} in {name!r}', lambda: self.text_of(role, name) == text)


def xdotool(*arguments):
    subprocess.run(['xdotool', *arguments], check=True)


def start_accessibility_bus():
    from gi.repository import Gio, GLib
    launcher = subprocess.Popen([BUS_LAUNCHER, '--launch-immediately'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    session = Gio.bus_get_sync(Gio.BusType.SESSION, None)

    def call(name, path, interface, method, argument=None):
        return session.call_sync(name, path, interface, method, argument, None, Gio.DBusCallFlags.NONE, 5000, None).unpack()[0]
    wait('the accessibility bus', lambda: call(
        'org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'NameHasOwner', GLib.Variant('(s)', ('org.a11y.Bus',))))
    wait('its address', lambda: call('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress'))
    return launcher


def run_inside(scenarios):
    failures = 0
    with tempfile.TemporaryDirectory(prefix='coupe-e2e-') as folder:
        os.environ['XDG_RUNTIME_DIR'] = os.environ['HOME'] = folder
        for name in ('XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME'):
            os.environ.pop(name, None)
        launcher = start_accessibility_bus()
        try:
            for scenario in scenarios:
                started = time.monotonic()
                try:
                    with tempfile.TemporaryDirectory(prefix='coupe-e2e-data-') as data:
                        scenario(data)
                    print(f'PASS   {scenario.__name__} ({time.monotonic() - started:.1f} s)', flush=True)
                except (AssertionError, Exception):
                    traceback.print_exc()
                    print(f'FAIL!  {scenario.__name__} ({time.monotonic() - started:.1f} s)', flush=True)
                    failures += 1
        finally:
            launcher.terminate()
            launcher.wait()
    return 1 if failures else 0


def main(scenarios):
    if os.environ.get('COUPE_E2E_INSIDE') == '1':
        sys.exit(run_inside(scenarios))
    if len(sys.argv) != 2 or not os.access(sys.argv[1], os.X_OK):
        sys.exit(f'usage: {sys.argv[0]} PROGRAM')
    lacks = missing()
    if lacks:
        sys.exit(f'The window cannot be driven without {", ".join(lacks)}. On Debian: apt-get install {PACKAGES}')
    environment = dict(os.environ, COUPE_E2E_INSIDE='1', PYTHONDONTWRITEBYTECODE='1')
    for name in ('WAYLAND_DISPLAY', 'XAUTHORITY'):
        environment.pop(name, None)
    # The server picks a free number itself: two tests that look for one at the same time find the same.
    display = subprocess.Popen(['Xvfb', '-displayfd', '1', '-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-noreset'],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        number = display.stdout.readline().strip()
        if not number:
            sys.exit('Xvfb did not start.')
        environment['DISPLAY'] = f':{number}'
        code = subprocess.call(['dbus-run-session', '--', sys.executable, os.path.abspath(sys.argv[0]), sys.argv[1]],
                               env=environment)
    finally:
        display.terminate()
        display.wait()
    sys.exit(code)
