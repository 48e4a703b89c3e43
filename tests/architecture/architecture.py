#!/usr/bin/env python3
"""architecture.py PROJECT: holds the project to the rules that no compiler checks.

Each rule is a function from the project's files (path → text) to complaints. Beside it stand small bad projects, each of
which must draw a complaint, and good ones that must draw none: a rule that cannot fail is itself a failure.
"""

import re
import subprocess
import sys
from pathlib import Path

CPP = (".cpp", ".h")
RULES = []


def rule(why, bad, good=()):
    """Registers a rule: why it exists, and the samples it must and must not complain about."""

    def register(check):
        RULES.append((check.__name__.replace("_", " "), why, check, bad, good))
        return check

    return register


# --- Reading ----------------------------------------------------------------------------------------------------------


def files_of(project):
    """What git tracks or would track; in a tree without git, everything but what is built."""
    listing = subprocess.run(
        ["git", "-C", project, "-c", f"safe.directory={project}", "ls-files", "-z", "-co", "--exclude-standard"],
        capture_output=True, text=True)
    if listing.returncode == 0:
        paths = [Path(p) for p in listing.stdout.split("\0") if p]
    else:
        paths = [p.relative_to(project) for p in project.rglob("*") if p.is_file()]
        paths = [p for p in paths if not p.parts[0].startswith(("build", ".git", ".cache")) and "__pycache__" not in p.parts]
    readable = (*CPP, ".qml", ".js", ".txt", ".cmake", ".in")
    return {str(p): (project / p).read_text(errors="replace") if p.suffix in readable else ""
            for p in paths if (project / p).is_file()}


def blank(match):
    return re.sub(r"[^\n]", " ", match.group())


# Character literals count only as such: the ' in 10'000 begins none.
CPP_TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<!\w)\'(?:\\.|[^\'\\\n])+\'', re.S)
QML_TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def code(path, text, strings=False):
    """The text without comments, and without strings unless those are wanted; lines stay where they are."""

    def keep(match):
        comment = match.group().startswith(("//", "/*"))
        include = text[: match.start()].rsplit("\n", 1)[-1].lstrip().startswith("#include")
        return match.group() if not comment and (strings or include) else blank(match)

    return (CPP_TOKEN if path.endswith(CPP) else QML_TOKEN).sub(keep, text)


def under(files, *folders, ends=CPP):
    return {p: t for p, t in files.items() if p.endswith(ends) and p.startswith(tuple(f + "/" for f in folders))}


def find(files, pattern, strings=False):
    """Where the pattern occurs in code: (path, line, match)."""
    for path, text in files.items():
        clean = code(path, text, strings)
        for match in re.finditer(pattern, clean):
            yield path, clean.count("\n", 0, match.start()) + 1, match


def complain(found, say=lambda match: match.group()):
    return [f"{path}:{line}: {say(match)}" for path, line, match in found]


class Part:
    """A library of ours, with what its CMakeLists.txt says that it links."""

    def __init__(self, name, folder, uses, private):
        self.name, self.folder, self.uses, self.private = name, folder, uses, private

    def links(self):
        return self.uses + self.private


def parts_of(files):
    """The libraries of ours: those of coupe_add_part, and those that are QML modules and so made by hand."""
    parts = {}
    for path, text in files.items():
        folder = path.rsplit("/", 1)[0]
        if not path.endswith("/CMakeLists.txt") or folder.split("/")[0] not in LAYERS:
            continue
        text = re.sub(r"#[^\n]*", "", text)
        made = re.findall(r"coupe_add_part\(\s*(\w+)([^)]*)\)", text)
        made += [(name, "") for name in re.findall(r"\b(?:qt_)?add_library\(\s*coupe_(\w+)", text)]
        for name, arguments in made:
            lists, current = {"SOURCES": [], "USES": [], "PRIVATE": []}, "SOURCES"
            for word in arguments.split():
                current = word if word in lists else current
                lists[current].append(word)
            for more in re.findall(rf"target_link_libraries\(\s*coupe_{name}\s([^)]*)\)", text):
                current = "USES"
                for word in more.split():
                    current = {"PUBLIC": "USES", "INTERFACE": "USES", "PRIVATE": "PRIVATE"}.get(word, current)
                    lists[current].append(word)
            parts[name] = Part(name, folder, lists["USES"], lists["PRIVATE"])
    return parts


def linked_parts(parts, names):
    return [n.removeprefix("coupe_") for n in names if n.removeprefix("coupe_") in parts and n.startswith("coupe_")]


def reachable(parts, name):
    """The parts whose headers a part gets to see: what it links, and what those pass on."""
    seen, waiting = set(), linked_parts(parts, parts[name].links())
    while waiting:
        part = waiting.pop()
        if part not in seen:
            seen.add(part)
            waiting += linked_parts(parts, parts[part].uses)
    return seen


def sample_part(name, folder, uses="", private=""):
    return {f"{folder}/CMakeLists.txt": f"coupe_add_part({name} SOURCES a.cpp USES {uses} PRIVATE {private})"}


# --- The house --------------------------------------------------------------------------------------------------------

ROOMS = {"CMakeLists.txt", "app", "ui", "qml", "core", "resources", "tests", "packaging"}
PROJECT_FILES = {"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "CMakePresets.json", "dev"}
LAYERS = ("core", "ui", "qml", "app")


@rule("One glance at the top level shows the whole house.",
      bad=[{"src/main.cpp": ""}, {"helpers.cmake": ""}, {"CMakeLists.txt": "", "core/CMakeLists.txt": ""}],
      good=[{f"{room}/CMakeLists.txt" if "." not in room else room: "" for room in ROOMS} | {"README.md": "", ".clang-tidy": ""}])
def the_top_level_is_the_house_and_nothing_else(files):
    top = {p.split("/")[0] for p in files}
    missing = ROOMS - top if len(files) > 1 else set()
    extra = {n for n in top - ROOMS - PROJECT_FILES if not n.startswith(".")}
    return [f"{n}: does not belong at the top level" for n in sorted(extra)] + [f"{n}: is missing" for n in sorted(missing)]


@rule("core, ui, qml, app: what is drawn may know what is decided, never the other way round.",
      bad=[{**sample_part("base", "core/base", "coupe_ui"), **sample_part("ui", "ui", "coupe_base")},
           {"ui/CMakeLists.txt": "qt_add_library(coupe_ui STATIC)", "core/base/a.cpp": "#include <ui/model.h>\n"},
           {"core/base/a.cpp": '#include "../../ui/model.h"\n'}],
      good=[{**sample_part("base", "core/base"), **sample_part("ui", "ui", "coupe_base"), "ui/a.cpp": "#include <base/a.h>\n"}])
def arrows_point_down(files):
    parts = parts_of(files)
    rank = {name: LAYERS.index(part.folder.split("/")[0]) for name, part in parts.items() if part.folder.split("/")[0] in LAYERS}
    complaints = []
    for name, part in parts.items():
        for other in linked_parts(parts, part.links()):
            if rank.get(other, 0) > rank.get(name, len(LAYERS)):
                complaints.append(f"{part.folder}/CMakeLists.txt: {name} links {other}, which stands above it")
    for path, line, match in find(under(files, *LAYERS), r'#include\s+[<"]([\w./]+)'):
        other = match[1].split("/")[0]
        if other in rank and rank[other] > LAYERS.index(path.split("/")[0]):
            complaints.append(f"{path}:{line}: includes {other}, which stands above it")
        if ".." in match[1].split("/"):
            complaints.append(f"{path}:{line}: '..' goes around the arrows; write <part/header.h>")
    return complaints


@rule("Two parts that need each other are one part.",
      bad=[{**sample_part("a", "core/a", "coupe_b"), **sample_part("b", "core/b", "", "coupe_c"), **sample_part("c", "core/c", "coupe_a")}],
      good=[{**sample_part("a", "core/a", "coupe_b coupe_c"), **sample_part("b", "core/b", "coupe_c"), **sample_part("c", "core/c")}])
def no_arrow_leads_back(files):
    parts = parts_of(files)
    complaints = []

    def walk(name, way):
        if name in way:
            complaints.append("a circle: " + " → ".join([*way[way.index(name):], name]))
            return
        for other in linked_parts(parts, parts[name].links()):
            walk(other, [*way, name])

    for name in parts:
        walk(name, [])
    return sorted(set(complaints))[:1]


@rule("base and gimlet are the ground floor: everything stands on them, so they stand on nothing of ours.",
      bad=[{**sample_part("base", "core/base", "coupe_gimlet"), **sample_part("gimlet", "core/gimlet")},
           {**sample_part("gimlet", "core/gimlet", "coupe_gitops"), **sample_part("gitops", "core/gitops")}],
      good=[{**sample_part("base", "core/base"), **sample_part("gimlet", "core/gimlet", "coupe_base")}])
def base_and_gimlet_are_the_ground_floor(files):
    parts = parts_of(files)
    allowed = {"base": set(), "gimlet": {"base"}}
    return [f"{parts[name].folder}/CMakeLists.txt: {name} may not link {other}"
            for name, ground in allowed.items() if name in parts
            for other in sorted(reachable(parts, name) - ground)]


@rule("The client proves itself against any Gimlet, the service serves any client; only the wire is between them.",
      bad=[{**sample_part("client", "core/client", "coupe_workspace"), **sample_part("workspace", "core/workspace", "coupe_service"),
            **sample_part("service", "core/service")},
           {"core/service/a.cpp": "#include <client/client.h>\n"},
           {"core/client/a.cpp": "#include <service/api.h>\n"}],
      good=[{**sample_part("client", "core/client", "coupe_base"), **sample_part("service", "core/service", "coupe_base"),
             **sample_part("base", "core/base"), "core/client/a.cpp": "#include <client/client.h>\n"}])
def client_and_service_never_meet(files):
    parts = parts_of(files)
    complaints = []
    for one, other in (("client", "service"), ("service", "client")):
        if one in parts and other in reachable(parts, one):
            complaints.append(f"{parts[one].folder}/CMakeLists.txt: {one} reaches {other}")
        complaints += complain(find(under(files, f"core/{one}"), rf'#include\s+[<"]{other}/[^>"]*'))
    return complaints


@rule("What a part includes is what its CMakeLists.txt says: the arrows can be read there.",
      bad=[{**sample_part("client", "core/client", "coupe_base"), **sample_part("base", "core/base"),
            **sample_part("gitops", "core/gitops"), "core/client/a.h": "#include <gitops/index.h>\n"},
           {"ui/CMakeLists.txt": "qt_add_library(coupe_ui STATIC)\ntarget_link_libraries(coupe_ui PUBLIC coupe_base PRIVATE Qt6::Qml)",
            **sample_part("base", "core/base"), **sample_part("client", "core/client"), "ui/a.h": "#include <client/client.h>\n"}],
      good=[{**sample_part("client", "core/client", "coupe_gimlet"), **sample_part("gimlet", "core/gimlet", "coupe_base"),
             **sample_part("base", "core/base"), "core/client/a.h": "#include <base/error.h>\n#include <client/b.h>\n"}])
def a_part_includes_only_what_it_links(files):
    parts = parts_of(files)
    complaints = []
    for name, part in parts.items():
        seen = reachable(parts, name) | {name}
        for path, line, match in find(under(files, part.folder), r"#include\s+<(\w+)/[^>]*>"):
            if match[1] in parts and match[1] not in seen:
                complaints.append(f"{path}:{line}: {name} does not link {match[1]}")
    return complaints


@rule("The release domain runs where there is no screen.",
      bad=[{"core/base/a.h": "#include <QColor>\n"}, {"core/base/a.h": "#include <QtQml/qqml.h>\n"},
           {"core/base/a.h": "#include <QQuickItem>\n"}, {"core/base/a.h": "#include <qqmlregistration.h>\n"},
           sample_part("base", "core/base", "Qt6::Core", "Qt6::Quick"), sample_part("base", "core/base", "Qt6::Gui")],
      good=[{"core/base/a.h": "#include <QDateTime>\n#include <QtCore/QUrl>\n// not <QColor>\n"},
            sample_part("base", "core/base", "Qt6::Core", "Qt6::Sql"), sample_part("ui", "ui", "Qt6::Quick")])
def core_draws_nothing(files):
    drawing = (r"#include\s+<(?:Qt(?:Gui|Qml\w*|Quick\w*|Widgets|Svg\w*)/|[Qq][Qq](?:ml|uick)|q(?:color|font|image|icon|guiapplication)\w*\.h"
               r"|QJS|Q(?:Action|Bitmap|Brush|Clipboard|Color|Cursor|DesktopServices|Font\w*|GuiApplication|Icon|Image\w*|KeySequence"
               r"|Matrix4x4|Painter\w*|Palette|Pen|Pixmap\w*|Region|Screen|StandardItem\w*|StyleHints|Svg\w*|Text(?:Document|Cursor|Layout)\w*"
               r"|Transform|Vector[234]D|Window)\b)[^>\n]*>")
    complaints = complain(find(under(files, "core"), drawing))
    for part in parts_of(files).values():
        if part.folder.startswith("core/"):
            complaints += [f"{part.folder}/CMakeLists.txt: {part.name} links {library}" for library in part.links()
                           if re.match(r"Qt6?::(Gui|Qml|Quick|Widgets|Svg)", library)]
    return complaints


# --- Promises ---------------------------------------------------------------------------------------------------------

MUTATION = r"(?:\.|->)\s*(?:post|put|deleteResource|sendCustomRequest)\s*\("


@rule("Qt resends a POST whose connection closed; one function sends every mutation and proves that it goes out at most once.",
      bad=[{"core/client/a.cpp": "m_network.post(request, body);", "core/client/b.cpp": "manager->deleteResource(request);"},
           {"ui/a.cpp": "#include <QNetworkAccessManager>\nvoid f() { m_network->put(request, body); }"}],
      good=[{"core/client/a.cpp": "m_network.post(request, body); m_network.put(request, body);", "core/client/b.cpp": "m_network.get(request);",
             "core/service/c.cpp": "net::post(context, work);"}])
def one_function_sends_every_mutation(files):
    found = list(find(under(files, "core/client"), MUTATION))
    complaints = complain(found) if len({path for path, _, _ in found}) > 1 else []
    elsewhere = {p: t for p, t in under(files, *LAYERS).items()
                 if not p.startswith("core/client/") and "QNetworkAccessManager" in code(p, t)}
    return complaints + complain(find(elsewhere, MUTATION))


def forbid(name, why, pattern, bad, good=(), folders=LAYERS, ends=CPP, strings=False, but=()):
    """A rule of one pattern that may not occur in code, except in the files under `but`."""

    def check(files):
        return complain(find({p: t for p, t in under(files, *folders, ends=ends).items() if not p.startswith(but)}, pattern, strings))

    check.__name__ = name
    rule(why, [{path: text} for path, text in bad], [{path: text} for path, text in good])(check)


forbid("a certificate that fails is never waved through", "A man in the middle would read the token.",
       r"\b(?:ignoreSslErrors|VerifyNone|QueryPeer)\b",
       bad=[("core/client/a.cpp", "reply->ignoreSslErrors();"), ("core/client/a.cpp", "c.setPeerVerifyMode(QSslSocket::VerifyNone);")],
       good=[("core/client/a.cpp", "// never ignoreSslErrors()\n")])

forbid("QML gets its objects as typed required properties", "A context property is invisible to compiler, linter and reader.",
       r"\bsetContext(?:Property|Properties|Object)\b",
       bad=[("app/desktop/main.cpp", 'engine.rootContext()->setContextProperty(u"api"_s, &api);')])

forbid("YAML is read one document at a time", "YAML::LoadAll hangs on some malformed input.",
       r"\bYAML\s*::\s*LoadAll\w*|\bLoadAll(?:FromFile)?\s*\(",
       bad=[("core/manifest/a.cpp", "for (auto d : YAML::LoadAll(text)) {}")],
       good=[("core/manifest/a.cpp", "YAML::Load(text);")])

forbid("threads are crossed by one helper", "ThreadSanitizer sees every hop of core/base's helper, and none of Qt's own.",
       r"Qt::(?:Blocking)?QueuedConnection|\bQMetaObject::invokeMethod\b|\bQtConcurrent\b|\bQThread(?:Pool)?\b(?!::currentThread|::msleep|>)|\bstd::(?:thread|jthread|async)\b",
       bad=[("ui/a.cpp", "connect(a, &A::b, c, &C::d, Qt::QueuedConnection);"), ("core/gitops/a.cpp", "auto f = QtConcurrent::run(g);"),
            ("core/gitops/a.cpp", "#include <QtConcurrent>\n"), ("ui/a.cpp", "std::thread worker(f);")],
       good=[("core/base/worker.cpp", "QThread m_thread;"), ("core/gitops/a.cpp", "#include <QThread>\nQThread::msleep(5);"), ("core/service/http.cpp", "std::jthread m_thread;")],
       # The service's network threads are Boost's and never touch a QObject.
       but=("core/base/", "core/service/"))

forbid("nothing waits in a nested event loop", "Whatever it lets in finds half-changed objects; the window stands still.",
       r"\b(?:QEventLoop(?!Locker)|processEvents)\b",
       bad=[("core/client/a.cpp", "QEventLoop loop; loop.exec();"), ("app/desktop/a.cpp", "QCoreApplication::processEvents();")])

# --- QML --------------------------------------------------------------------------------------------------------------

forbid("text is plain text", "Rich text from a server fetches what it names, and crashes Qt 6.4.2.",
       r"\b(?:Text|TextEdit|TextArea|Label)\.(?:RichText|StyledText|AutoText|MarkdownText)\b|\btextFormat\s*:\s*(?!\s*\w*\.?PlainText\b)[^\s;}]+",
       bad=[("qml/Pages/A.qml", "Text { textFormat: Text.RichText }"), ("qml/Controls/A.qml", "Text { textFormat: page.format }"),
            ("qml/Controls/A.qml", "Text { textFormat: Text.AutoText }")],
       good=[("qml/Controls/A.qml", "Text { textFormat: Text.PlainText }")], ends=(".qml", ".js"))


def bodies(text, opening):
    """The direct contents, nested objects blanked, of each object in the QML whose opening matches: (offset, body)."""
    for match in re.finditer(opening, text):
        depth, body = 1, []
        for character in text[match.end():]:
            depth += (character == "{") - (character == "}")
            if depth == 0:
                break
            body.append(character if depth == 1 else " ")
        yield match.start(), "".join(body)


@rule("Text guesses the format unless it is told: what begins like a tag becomes one.",
      bad=[{"qml/Pages/A.qml": 'Text { text: "a" }'}, {"qml/Pages/A.qml": "Text {\n    Item { property int textFormat: Text.PlainText }\n}"}],
      good=[{"qml/Controls/A.qml": "T.Button { contentItem: Text { textFormat: Text.PlainText } }"}, {"qml/Pages/A.qml": "Heading { text: name }"}])
def every_Text_says_that_it_is_plain(files):
    complaints = []
    for path, text in under(files, "qml", "app", ends=".qml").items():
        clean = code(path, text)
        for offset, body in bodies(clean, r"(?<![\w.])Text\s*\{"):
            if not re.search(r"\btextFormat\s*:\s*Text\.PlainText\b", body):
                complaints.append(f"{path}:{clean.count(chr(10), 0, offset) + 1}: a Text without textFormat: Text.PlainText")
    return complaints


forbid("colours come from the theme", "A colour of its own is wrong in the dark, and in high contrast.",
       r"""["']#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})["']|\b[cC]olor\s*:\s*["'](?!transparent["'])[a-z]+["']""",
       bad=[("qml/Pages/A.qml", 'Rectangle { color: "#ff00aa" }'), ("qml/Controls/A.qml", "color: dark ? '#fff' : t"), ("qml/Pages/A.qml", 'border.color: "red"'),
            ("ui/a.cpp", 'QColor c(u"#112233"_s); auto d = "#112233";')],
       good=[("qml/Theme/Theme.qml", 'readonly property color accent: "#3B59C9"'), ("qml/Pages/A.qml", 'color: "transparent"; text: "#12"'),
             ("qml/Pages/A.qml", '// was "#fff"\n')],
       ends=(".qml", ".js", *CPP), strings=True, folders=("qml", "ui", "app"), but=("qml/Theme/",))

TEXT_BEARING = ("AbstractButton|Action|Button|CheckBox|CheckDelegate|ComboBox|DelayButton|Dialog|DialogButtonBox|"
                "GroupBox|ItemDelegate|Label|Menu|MenuBar|MenuBarItem|MenuItem|RadioButton|RadioDelegate|RoundButton|SearchField|SpinBox|"
                "SwipeDelegate|Switch|SwitchDelegate|TabButton|TextArea|TextField|ToolButton|ToolTip|TreeViewDelegate|Tumbler")


@rule("A stock Button whose text holds <img> crashes Qt 6.4.2; ours draw plain text.",
      bad=[{"qml/Pages/A.qml": "import QtQuick.Controls\nButton { text: name }"},
           {"qml/Pages/A.qml": "import QtQuick.Controls.Basic as Basic\nBasic.Label { text: name }"},
           {"qml/Pages/A.qml": "import QtQuick.Templates as T\nT.Button { text: name }"},
           {"qml/Pages/A.qml": "import QtQuick.Controls.Basic\nItem { ToolTip.text: name }"}],
      good=[{"qml/Pages/A.qml": "import Coupe.Controls\nButton { text: name }"},
            {"qml/Pages/A.qml": "import QtQuick.Controls.Basic as Basic\nimport Coupe.Controls\nBasic.ScrollBar {}\nButton {}"},
            {"qml/Controls/Button.qml": "import QtQuick.Templates as T\nT.Button {}"}])
def stock_controls_show_no_text(files):
    complaints = []
    for path, text in under(files, "qml", "app", ends=".qml").items():
        if path.startswith("qml/Controls/"):
            continue
        imports = re.findall(r"^\s*import\s+QtQuick\.(?:Controls|Templates)[\w.]*(?:\s+\d+\.\d+)?(?:\s+as\s+(\w+))?", code(path, text), re.M)
        for alias in imports:
            prefix = rf"\b{alias}\." if alias else r"(?<![\w.])"
            use = rf"{prefix}(?:{TEXT_BEARING})(?=\s*\{{|\s+on\s)|{prefix}ToolTip\.\w+"
            complaints += complain(find({path: text}, use), lambda m: f"the stock {m.group()} shows text; use the one of Coupe.Controls")
    return complaints


# --- Running ----------------------------------------------------------------------------------------------------------


def main():
    files = files_of(Path(sys.argv[1]).resolve())
    failures = 0
    for name, why, check, bad, good in RULES:
        complaints = check(files)
        complaints += [f"this rule lets through what it must not: {s}" for s in bad if not check(s)]
        complaints += [f"this rule complains without cause: {s}: {check(s)}" for s in good if check(s)]
        print(f"{'FAIL' if complaints else 'ok  '} {name}")
        if complaints:
            failures += 1
            print(f"     {why}")
            for complaint in complaints:
                print(f"     {complaint}")
    print(f"{len(RULES)} rules, {len(files)} files, {failures} broken")
    # The rules read C++, QML and CMake: a project in which they find none of one of these is not the one they are for.
    for ends in (".cpp", ".qml", "CMakeLists.txt"):
        if not any(p.endswith(ends) for p in files):
            print(f"FAIL no {ends} was found to hold to the rules")
            failures += 1
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
