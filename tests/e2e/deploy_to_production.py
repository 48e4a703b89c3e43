"""The main job from outside: an artifact that CI shipped goes to production, once, however often the button is pressed."""

import os
import re
import sqlite3
import subprocess

import driver

PLACE = 'production'
FIELD = f'Type {PLACE} to confirm'


def act_on(app):
    return rf'Deploy {app} \S+ to {PLACE}'


def commits(data, app):
    """Commits of the gitops repo that touch the app in production, newest first."""
    return subprocess.run(
        ['git', '-C', f'{data}/acme/service/gitops.git', '-c', 'safe.directory=*', 'log', '--format=%H %s', 'HEAD', '--',
         f'{PLACE}/{app}'], check=True, capture_output=True, text=True).stdout.splitlines()


def rows(path, query):
    if not os.path.exists(path):
        return []
    connection = sqlite3.connect(f'file:{path}?mode=ro', uri=True, timeout=10)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def events(data):
    """Release requests that the service accepted."""
    return rows(f'{data}/acme/service/service.sqlite', "SELECT id, status FROM events WHERE type = 'release' ORDER BY sequence")


def journal(data, app):
    return [row[1:] for row in rows(f'{data}/workspace/requests.sqlite', 'SELECT app, environment, state, hash FROM request')
            if row[0] == app]


def open_dialog(window, data, app):
    """From the Overview to the dialog, with the name typed. Returns the version that is going out."""
    window.find('table cell', rf'{app}, {PLACE}, .*')
    window.go('Artifacts')
    window.press('list item', rf'{app}, .*live in staging')
    window.press('push button', f'Deploy to {PLACE}')
    window.find('text', FIELD)
    act = window.find('push button', act_on(app))
    window.press('push button', act_on(app))  # nothing comes of it: the place was not named
    window.type('text', FIELD, PLACE)
    assert not journal(data, app), 'a protected environment was acted on before it was named'
    return re.fullmatch(rf'Deploy {app} (\S+) to {PLACE}', act.name).group(1)


def follow_until_live(window, data, app, version, commits_before, events_before):
    window.go('Activity')
    window.find('list item', rf'Deploy {app} {version} to {PLACE}, Live')
    window.go('Overview')
    window.find('table cell', rf'{app}, {PLACE}, {version}, Live.*')
    assert not window.all('push button', act_on(app)), 'the dialog is still open'

    made = commits(data, app)[:-len(commits_before)]
    assert len(made) == 1, f'not one commit: {made}'
    taken = events(data)[len(events_before):]
    assert len(taken) == 1 and taken[0][1] == 'processed', f'not one event: {taken}'
    noted = journal(data, app)
    assert len(noted) == 1, f'not one request: {noted}'
    assert noted[0][:2] == (PLACE, 'applied'), noted
    assert made[0].startswith(noted[0][2]), f'{noted[0]} is not what git has: {made[0]}'


def double_click(window, data):
    version = open_dialog(window, data, 'payments')
    before = commits(data, 'payments'), events(data)
    window.point('push button', act_on('payments'))
    driver.xdotool('click', '--repeat', '2', '--delay', '1', '1')
    follow_until_live(window, data, 'payments', version, *before)


def held_enter(window, data):
    # The display repeats held keys: were it not so, the rest would prove nothing.
    window.focus('text', 'Filter apps')
    driver.xdotool('keydown', 'x')
    driver.wait('a held key to repeat', lambda: window.text_of('text', 'Filter apps').startswith('xxx'))
    driver.xdotool('keyup', 'x')
    driver.xdotool('key', 'ctrl+a', 'Delete')
    driver.wait('the filter to be empty', lambda: window.text_of('text', 'Filter apps') == '')

    version = open_dialog(window, data, 'storefront')
    before = commits(data, 'storefront'), events(data)
    window.focus('push button', act_on('storefront'))
    driver.xdotool('keydown', 'Return')
    try:
        driver.wait('the held key to do its work', lambda: journal(data, 'storefront')[0][1] == 'applied')
    finally:
        driver.xdotool('keyup', 'Return')
    driver.xdotool('key', '--repeat', '5', '--delay', '1', 'Return')
    driver.xdotool('key', '--repeat', '3', 'Escape')
    follow_until_live(window, data, 'storefront', version, *before)


def a_double_click_and_a_held_enter_each_deploy_once(data):
    with driver.Window(['demo', '--speed', '20', '--data-dir', data]) as window:
        double_click(window, data)
        held_enter(window, data)


if __name__ == '__main__':
    driver.main([a_double_click_and_a_held_enter_each_deploy_once])
