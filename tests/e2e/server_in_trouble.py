"""Whatever a server does, a request reaches it once, what is on the screen about it is true, and what was known stays there."""

import os
import re
import stat

import driver
import troubled_gimlet

TOKEN = 'canary-7d1f0c9e5b'
FILTER = r'Filter.*'
LOST = r'The answer was lost, so the outcome is unknown\. Coupe does not send it again; it is finding out\.'

# app: what the server does with its request, and whether it closes connections after each read before
SILENT = {'silent': ('silence', False)}
LOSING = {
    'fresh': ('close', True),
    'kept': ('close', False),
    'broken': ('html', False),
    'cut': ('truncated', False),
    'typed': ('types', False),
    'huge': ('huge', False),
    'moved': ('redirect', False),
}
REFUSING = {'refused': ('unauthorized', False)}
REQUESTS = SILENT | LOSING | REFUSING

# what every read gets, and what is said about it
READS = {
    'close': r'Offline since \d\d:\d\d:\d\d\. The connection to 127\.0\.0\.1(:\d+)? ended before the answer was complete\. .*',
    'html': r'Offline since \d\d:\d\d:\d\d\. .*(failed|error|trouble|proxy|another website).*',
    'truncated-read': r'Offline since \d\d:\d\d:\d\d\. The answer is incomplete, or not from Gimlet\. .*',
    'types-read': r'Offline since \d\d:\d\d:\d\d\. The answer is not what Gimlet sends\. .*',
    'huge': r'Offline since \d\d:\d\d:\d\d\. The answer is larger than \d+ MB; Coupe stopped reading it\. .*',
    'redirect': r'Offline since \d\d:\d\d:\d\d\. 127\.0\.0\.1(:\d+)? sends us on to localhost.*\. Coupe does not take its token there\. .*',
    'silence': r'Offline since \d\d:\d\d:\d\d\. 127\.0\.0\.1(:\d+)? (went silent before its answer was complete|did not answer completely in time)\. .*',
}


def ask(window, app):
    window.go('Artifacts')
    window.press('list item', rf'{app}, .*')
    window.press('push button', f'Deploy to {troubled_gimlet.ENVIRONMENT}')
    window.press('push button', rf'Deploy {app} \S+ to {troubled_gimlet.ENVIRONMENT}')
    window.gone('push button', rf'Deploy {app} \S+ to {troubled_gimlet.ENVIRONMENT}')


def arrived(gimlet, app):
    return [carried for posted, carried in gimlet.posts if posted == app]


def told(window, app, sentence, patience=driver.PATIENCE):
    """The row of the app's request in Activity, with the sentence in it."""
    def look():
        for row in window.all('list item', rf'Deploy {app} .*'):
            if any(re.search(sentence, item.name or '', re.S) for item, _ in window.walk(row)):
                return True
        return False
    driver.wait(f'{sentence!r} about {app}', look, patience)


def every_request_arrives_once_and_is_told_truly(window, gimlet):
    gimlet.post_faults = {app: fault for app, (fault, _) in REQUESTS.items()}
    for app in list(SILENT) + list(LOSING):
        print(f'       request: {app}', flush=True)
        gimlet.close_after_reads = REQUESTS[app][1]
        ask(window, app)
        driver.wait(f'the request for {app}', lambda: arrived(gimlet, app))
        window.go('Activity')
        if app not in SILENT:
            told(window, app, LOST)
    # Whether or not reads leave connections behind: one that others use may die under a request.
    assert all(carried == 0 for _, carried in gimlet.posts), f'requests on used connections: {gimlet.posts}'


def silence_is_told_in_the_end(window):
    window.go('Activity')
    for app in SILENT:
        window.type('text', FILTER, app)
        told(window, app, LOST, 90)


def what_is_known_stays_with_its_age(window, gimlet):
    window.go('Overview')
    for fault, sentence in READS.items():
        print(f'       reads: {fault}', flush=True)
        window.find('push button', 'Connected.*')
        age = window.find(None, r'API as of \d\d:\d\d:\d\d').name
        gimlet.read_fault = fault
        window.press('push button', 'Refresh')
        window.find(None, sentence)
        stays(window, age)
        gimlet.read_fault = None
        window.press('push button', 'Refresh')
        window.gone(None, r'Offline since.*')


def stays(window, age):
    for app in REQUESTS:
        window.find('table cell', rf'{app}, {troubled_gimlet.ENVIRONMENT}, .*Live.*', 5)
    shown = window.find(None, r'API as of \d\d:\d\d:\d\d', 5).name
    assert shown >= age, f'{shown} is older than {age}'
    return shown


def refused_token_stops_everything_and_says_so(window, gimlet):
    window.go('Overview')
    age = stays(window, '')
    ask(window, 'refused')  # the request is what hears it first: reading would have stopped everything before it
    gimlet.read_fault = 'unauthorized'
    window.find(None, r'Gimlet no longer accepts this token\. Reading has stopped\. What was known stays on screen\.')
    window.go('Activity')
    window.type('text', FILTER, 'refused')
    told(window, 'refused', r'The server does not accept the token\..*')
    window.go('Overview')
    stays(window, age)


def files_hold_no_token(data):
    for folder, _, names in os.walk(data):
        for name in names:
            path = os.path.join(folder, name)
            if stat.S_ISREG(os.stat(path).st_mode):
                with open(path, 'rb') as file:
                    assert TOKEN.encode() not in file.read(), f'the token is in {path}'


def a_server_in_trouble(data):
    gimlet = troubled_gimlet.Gimlet(list(REQUESTS))
    try:
        environment = {'GIMLET_TOKEN': TOKEN}
        with driver.Window(['--server', f'http://127.0.0.1:{gimlet.port}', '--data-dir', data], environment) as window:
            window.find('table cell', rf'fresh, {troubled_gimlet.ENVIRONMENT}, .*Live.*')
            every_request_arrives_once_and_is_told_truly(window, gimlet)
            what_is_known_stays_with_its_age(window, gimlet)
            silence_is_told_in_the_end(window)
            refused_token_stops_everything_and_says_so(window, gimlet)
            for app in REQUESTS:
                assert len(arrived(gimlet, app)) == 1, f'{app} was sent {len(arrived(gimlet, app))} times'
            assert gimlet.strangers_callers == 0, 'another host was called'
            assert TOKEN not in window.tree(), 'the token is on the screen'
            assert TOKEN not in window.printed(), 'the token was printed'
        files_hold_no_token(data)
    finally:
        gimlet.close()


if __name__ == '__main__':
    driver.main([a_server_in_trouble])
