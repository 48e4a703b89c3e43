#!/usr/bin/env bash
# The whole life of a release by curl alone, with the server killed between any two steps.
# Usage: lifecycle.sh PATH/TO/coupe-server
set -euo pipefail

server=$1
folder=$(mktemp -d)
pid=
trap 'kill -9 $pid 2>/dev/null || true; rm -rf "$folder"' EXIT

die() { printf 'lifecycle: %s\n' "$*" >&2; cat "$folder/err" >&2; exit 1; }

start() {
    "$server" --listen 127.0.0.1:0 --data "$folder/data" >"$folder/out" 2>"$folder/err" &
    pid=$!
    for _ in $(seq 500); do
        grep -q '^GIMLET_SERVER=' "$folder/out" && break
        kill -0 "$pid" 2>/dev/null || die "the server did not start"
        sleep 0.02
    done
    GIMLET_SERVER=$(sed -n 's/^GIMLET_SERVER=//p' "$folder/out")
    [ -n "$GIMLET_SERVER" ] || die "no address was printed"
}

again() { # what power cuts do, more often than they do it
    { kill -9 "$pid" && wait "$pid"; } 2>/dev/null || true
    start
}

call() { # METHOD PATH [curl arguments]; sets $code and $body
    local method=$1 path=$2
    shift 2
    code=$(curl -sS -o "$folder/body" -w '%{http_code}' -X "$method" -H "Authorization: Bearer $GIMLET_TOKEN" "$@" "$GIMLET_SERVER$path")
    body=$(cat "$folder/body")
}

field() { # PYTHON-EXPRESSION over j, the last body
    python3 -c 'import json,sys; j=json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' "$folder/body" "$1"
}

expect() { [ "$2" = "$3" ] || die "$1: expected '$3', got '$2'; last answer: $body"; }

settled() { # PATH: asks until the event is no longer new
    for _ in $(seq 500); do
        call GET "$1"
        expect "tracking" "$code" 200
        [ "$(field 'j["status"]')" = new ] || return 0
        sleep 0.02
    done
    die "the event stays new"
}

encoded() { python3 -c 'import sys,urllib.parse; print(urllib.parse.quote(sys.argv[1], safe=""))' "$1"; }

start
GIMLET_TOKEN=$(sed -n 's/^GIMLET_TOKEN=//p' "$folder/out")
[ -n "$GIMLET_TOKEN" ] || die "the first start prints no token"
again
expect "later starts print the address alone" "$(wc -l <"$folder/out")" 1

# As `gimlet artifact create`, `add` and `push` make it.
cat >"$folder/artifact.json" <<'JSON'
{
  "version": {
    "repositoryName": "acme/web", "sha": "4f2c1a9d8e7b6a5f4e3d2c1b0a9f8e7d6c5b4a39", "created": 1700000000, "branch": "main",
    "authorName": "Jane Doe", "authorEmail": "jane@acme.example", "committerName": "Jane Doe", "committerEmail": "jane@acme.example",
    "message": "Fix the login \u003cbutton\u003e\n", "url": "https://git.acme.example/acme/web/commit/4f2c1a9"
  },
  "context": {"CI": "true"},
  "environments": [
    {"app": "web", "env": "staging", "namespace": "default", "deploy": {"branch": "main", "event": "push"}, "chart": {"repository": "", "name": "", "version": ""}, "values": null,
     "strategicMergePatches": "", "json6902Patches": null,
     "manifests": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  version: \"{{ .SHA }}\"\n"},
    {"app": "web", "env": "production", "namespace": "default", "chart": {"repository": "", "name": "", "version": ""}, "values": null,
     "strategicMergePatches": "", "json6902Patches": null,
     "manifests": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  version: \"{{ .SHA }}\"\n"}
  ],
  "items": [{"name": "CI", "url": "https://ci.acme.example/1"}],
  "vars": {"SHA": "4f2c1a9d8e7b6a5f4e3d2c1b0a9f8e7d6c5b4a39", "BRANCH": "main"}
}
JSON
call POST /api/artifact --data-binary "@$folder/artifact.json"
expect "ship" "$code" 201
artifact=$(field 'j["id"]')
again

call GET '/api/artifacts?limit=10'
expect "list" "$code" 200
expect "the artifact is listed" "$(field '[a["id"] for a in j]')" "['$artifact']"
again

settled "/api/eventArtifactTrack?artifactId=$(encoded "$artifact")"
expect "policy" "$(field 'j["status"], j["results"][0]["env"], j["results"][0]["status"]')" "('processed', 'staging', 'success')"
first=$(field 'j["results"][0]["hash"]')
again

call POST /api/releases -d "{\"env\":\"production\",\"app\":\"web\",\"artifactId\":\"$artifact\"}"
expect "release" "$code" 201
event=$(field 'j["id"]')
again

settled "/api/eventReleaseTrack?id=$event"
expect "release" "$(field 'j["type"], j["status"], j["results"][0]["status"], j["results"][0]["gitopsCommitStatus"]')" \
    "('release', 'processed', 'success', 'NotReconciled')"
hash=$(field 'j["results"][0]["hash"]')
again

expect "git agrees" "$(git -C "$folder/data/gitops.git" log --format=%H 2>/dev/null | tr '\n' ' ')" "$hash $first "
expect "in Gimlet's words" "$(git -C "$folder/data/gitops.git" log -1 --format='%s, %an' 2>/dev/null)" "[Gimlet] production/web automated deploy, Gimlet"
git -C "$folder/data/gitops.git" show "$hash:production/web/manifest.yaml" 2>/dev/null | grep -q 4f2c1a9 || die "the manifest is not in git"
again

call POST '/api/flux-events?env=production' -d '{"involvedObject":{"kind":"Kustomization","namespace":"flux-system","name":"gitops"},
    "severity":"info","timestamp":"2026-11-23T10:00:00Z","message":"Reconciliation finished in 1.2s","reason":"ReconciliationSucceeded",
    "metadata":{"revision":"main@sha1:'"$hash"'"}}'
expect "flux" "$code" 200
again

call GET "/api/eventReleaseTrack?id=$event"
expect "live" "$(field 'j["results"][0]["gitopsCommitStatus"]')" ReconciliationSucceeded
again
call GET '/api/releases?env=production&app=web'
expect "history" "$(field 'j[0]["gitopsRef"], j[0]["gitopsCommitStatus"], j[0]["triggeredBy"]')" "('$hash', 'ReconciliationSucceeded', 'admin')"
again
call GET '/api/status?env=production'
expect "status" "$(field 'j["web"]["artifactId"]')" "$artifact"
call GET /api/gitopsCommits
expect "commits" "$(field 'sorted((c["env"], c["status"]) for c in j)')" "[('production', 'ReconciliationSucceeded'), ('staging', 'NotReconciled')]"
git -C "$folder/data/gitops.git" fsck --strict >"$folder/fsck" 2>&1 || { cat "$folder/fsck"; die "git fsck complains"; }

kill "$pid"
wait "$pid" || die "it does not end well when asked to"
echo "lifecycle: $artifact went out as $hash"
