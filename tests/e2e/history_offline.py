"""The history from outside, with the server stopped and the gitops repo gone: what was fetched stays, and says its age."""

import json
import os
import subprocess

import driver

FILTER = r'app: env: by: .*'


def git(repo, *arguments, stdin=None):
    return subprocess.run(['git', '-C', repo, '-c', 'safe.directory=*', *arguments], check=True, capture_output=True,
                          input=stdin, text=True).stdout


def deploy(env, app, number, when, replicas):
    """A commit as Gimlet makes it, for git fast-import."""
    record = json.dumps({'app': app, 'env': env, 'artifactId': f'acme/{app}-{number}', 'triggeredBy': 'marta', 'version': {
        'repositoryName': f'acme/{app}', 'sha': f'{number:07x}' + '0' * 33, 'created': when, 'branch': 'main',
        'authorName': 'Lea Dubois', 'message': f'Change {number}', 'event': 'push'}})
    manifest = f'kind: Deployment\nmetadata:\n  name: {app}\nspec:\n  replicas: {replicas}\n'
    message = f'[Gimlet] {env}/{app} automated deploy'
    files = ''.join(f'M 100644 inline {env}/{app}/{name}\ndata {len(text)}\n{text}\n'
                    for name, text in (('release.json', record), ('deployment.yaml', manifest)))
    return f'commit refs/heads/main\ncommitter Gimlet <gimlet@gimlet.io> {when} +0000\ndata {len(message)}\n{message}\n{files}'


def make_repo(path):
    subprocess.run(['git', 'init', '-q', '--bare', '-b', 'main', path], check=True)
    git(path, 'fast-import', '--quiet', stdin=''.join(
        deploy(env, app, number, 1_790_000_000 + 3600 * number, number)
        for number, (env, app) in enumerate([('staging', 'web'), ('production', 'web'), ('staging', 'api'), ('staging', 'web')], 1)))


def rows(window):
    return [item.name for item in window.all('list item', r'(web|api), .*')]


def shows(window, expected):
    driver.wait(f'{expected} rows', lambda: len(rows(window)) == expected)


def the_history_works_without_server_and_remote(data):
    repo = f'{data}/remote/gitops.git'
    os.makedirs(os.path.dirname(repo))
    make_repo(repo)
    # Nobody listens on port 1: there is no server at any time.
    arguments = ['--server', 'http://127.0.0.1:1', '--gitops-repo', repo, '--data-dir', f'{data}/coupe']
    environment = {'GIMLET_TOKEN': 'canary-of-the-offline-history'}
    with driver.Window(arguments, environment) as window:
        window.go('History')
        shows(window, 4)

    os.rename(repo, repo + '.away')
    with driver.Window(arguments, environment) as window:
        window.go('History')
        shows(window, 4)
        window.find(None, r'Complete since .*, as of .* \(git\)')
        window.find(None, r'.*Shown is what was fetched .*; the next try is at .*')

        window.type('text', FILTER, 'app:web env:staging')
        shows(window, 2)
        window.type('text', FILTER, 'kind:delete')
        window.press('push button', r'kind:delete \(4 without it\)')
        shows(window, 4)

        window.press('list item', r'web, staging, Release, 0000004, Wanted, Change 4, .*')
        window.press('push button', 'Compare with before')
        window.find(None, r'.*(replicas|spec\.replicas).*')
        window.find('list item', r'.*replicas: 4.*')
        window.press('push button', 'Close the comparison')

        window.press('push button', 'As of…')
        window.type('text', r'Moment.*', '2026-09-21 17:30')
        window.find('list item', r'web, staging, then 0000001, now 0000004, Other version')
        window.press('push button', 'Back to the history')

        window.press('list item', r'web, staging, Release, 0000001, .*')
        for action in ('Roll back to this…', 'Redeploy…'):
            item = window.find('push button', action)
            assert 'offline' in item.description, f'{action} does not say why it is off: {item.description!r}'
    os.rename(repo + '.away', repo)


if __name__ == '__main__':
    driver.main([the_history_works_without_server_and_remote])
