"""A Gimlet on raw sockets that answers as the contract says until it is told not to, and writes down what reached it."""

import json
import socket
import threading
import time
from urllib.parse import parse_qs, urlsplit

ENVIRONMENT = 'staging'
NOW = int(time.time())


def version(number):
    return {'repositoryName': 'acme/trouble', 'sha': f'{number:040x}', 'created': NOW - 7200 + number, 'branch': 'main', 'event': 'push',
            'authorName': 'Marta', 'message': f'Change {number}', 'url': f'https://example.com/commit/{number}'}


class Gimlet:
    """Every app of it has one release in staging and one newer artifact."""

    def __init__(self, apps):
        self.apps = apps
        self.posts = []  # (app, how many requests its connection had carried before)
        self.read_fault = None
        self.post_faults = {}
        self.close_after_reads = False
        self.stopped = False
        self.lock = threading.Lock()
        self.listener = self.listen()
        self.port = self.listener.getsockname()[1]
        self.stranger = self.listen()  # another host that must never hear from us
        self.stranger_port = self.stranger.getsockname()[1]
        self.strangers_callers = 0
        threading.Thread(target=self.accept, daemon=True).start()
        threading.Thread(target=self.accept_stranger, daemon=True).start()

    def listen(self):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(('127.0.0.1', 0))
        listener.listen(64)
        return listener

    def close(self):
        self.stopped = True
        for listener in (self.listener, self.stranger):
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()

    def accept(self):
        while not self.stopped:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def accept_stranger(self):
        while not self.stopped:
            try:
                connection, _ = self.stranger.accept()
            except OSError:
                return
            self.strangers_callers += 1
            connection.close()

    def serve(self, connection):
        with connection:
            stream = connection.makefile('rb')
            carried = 0
            try:
                while self.answer_one(connection, stream, carried):
                    carried += 1
            except OSError:
                pass

    def answer_one(self, connection, stream, carried):
        """One request; false when the connection ends with it."""
        head = stream.readline().decode()
        if not head.strip():
            return False
        method, target, _ = head.split(' ', 2)
        length = 0
        while (line := stream.readline().decode().strip()) != '':
            name, _, value = line.partition(':')
            if name.lower() == 'content-length':
                length = int(value)
        body = stream.read(length)
        if method == 'POST':
            app = json.loads(body)['app']
            with self.lock:
                self.posts.append((app, carried))
            return self.misbehave(connection, self.post_faults[app])
        path = urlsplit(target).path
        if self.read_fault and path not in ('/ws/', '/flags', '/provider'):
            return self.misbehave(connection, self.read_fault)
        status, answer = self.answer(path, parse_qs(urlsplit(target).query))
        self.send(connection, status, answer, 'text/plain; charset=utf-8', close=self.close_after_reads)
        return not self.close_after_reads

    def send(self, connection, status, body, kind, close=False, extra=''):
        connection.sendall((f'HTTP/1.1 {status} As scripted\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n'
                            + ('Connection: close\r\n' if close else '') + extra + '\r\n').encode() + body)

    def misbehave(self, connection, fault):
        if fault == 'close':
            return False
        if fault == 'unauthorized':
            self.send(connection, 401, b'Unauthorized\n', 'text/plain')
        elif fault == 'html':
            self.send(connection, 500, b'<!DOCTYPE html><html><body><h1>Bad gateway</h1></body></html>', 'text/html')
        elif fault == 'truncated':
            self.send(connection, 201, b'{"id":"f3a1', 'text/plain', close=True)
            return False
        elif fault == 'types':
            self.send(connection, 201, b'{"id":{"a":[1,2]},"type":7}', 'text/plain')
        elif fault == 'types-read':
            self.send(connection, 200, b'{"envs":"none","connectedAgents":7,"payments":[1,"a"]}', 'text/plain')
        elif fault == 'truncated-read':
            self.send(connection, 200, b'[{"app":"web","env":"sta', 'text/plain', close=True)
            return False
        elif fault == 'huge':
            connection.sendall(b'HTTP/1.1 201 As scripted\r\nContent-Type: text/plain\r\nContent-Length: 209715200\r\n\r\n')
            for _ in range(200):
                connection.sendall(b' ' * 1048576)
        elif fault == 'silence':
            while not self.stopped and connection.recv(4096):
                pass
            return False
        elif fault == 'redirect':
            self.send(connection, 307, b'', 'text/plain', extra=f'Location: http://localhost:{self.stranger_port}/api/releases\r\n')
        return True

    def release(self, number, app, full):
        release = {'app': app, 'env': ENVIRONMENT, 'artifactId': f'{app}-old', 'triggeredBy': 'policy', 'version': version(number),
                   'gitopsRef': '', 'gitopsRepo': 'acme/gitops', 'gitopsCommitStatus': '', 'gitopsCommitStatusDesc': ''}
        if full:
            release |= {'gitopsRef': f'{number + 0xabc000:040x}', 'gitopsCommitStatus': 'ReconciliationSucceeded',
                        'gitopsCommitCreated': NOW - 3600, 'created': NOW - 3600}
        return release

    def artifact(self, number, app, name):
        return {'id': f'{app}-{name}', 'created': NOW - 7200 + number, 'version': version(number),
                'environments': [{'app': app, 'env': ENVIRONMENT, 'namespace': 'default'}], 'items': [], 'vars': {}, 'context': {}}

    def answer(self, path, query):
        numbered = list(enumerate(self.apps, start=16))
        if path == '/health':
            return 200, b''
        if path == '/flags':
            return 200, b'{"provider":"","termsOfServiceFeatureFlag":false}'
        if path == '/api/app':
            return 200, b'{"appName":"","dashboardVersion":"v0.26.1"}'
        if path == '/api/user':
            return 200, b'{"login":"marta","admin":false,"name":""}'
        if path == '/api/users':
            return 403, b'Forbidden admin user is required\n'
        if path == '/api/envs':
            return 200, json.dumps({'connectedAgents': [], 'envs': [{'name': ENVIRONMENT}]}).encode()
        if path == '/api/gitopsCommits':
            return 200, b'[]'
        if path == '/api/artifacts':
            since = 'before' in query or 'offset' in query and query['offset'] != ['0']
            return 200, json.dumps([] if since else [self.artifact(number + 1000, app, 'new') for number, app in numbered]).encode()
        if path == '/api/status':
            return 200, json.dumps({app: self.release(number, app, False) for number, app in numbered}).encode()
        if path == '/api/releases':
            wanted = query.get('app', [None])[0]
            return 200, json.dumps([self.release(n, app, True) for n, app in numbered if wanted in (None, app)]).encode()
        return 404, b'404 page not found\n'
