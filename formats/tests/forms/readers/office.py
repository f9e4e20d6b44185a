"""What LibreOffice makes of a DOCX: its paragraphs with all changes accepted and with all rejected, and the file as
LibreOffice saves it."""

import base64
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

WAIT_MAX = 120


def value(name, given):
    property_ = PropertyValue()
    property_.Name, property_.Value = name, given
    return property_


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(WAIT_MAX * 10):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
    sys.exit("LibreOffice did not answer")


def paragraphs(document):
    found = []
    texts = document.Text.createEnumeration()
    while texts.hasMoreElements():
        paragraph = texts.nextElement()
        if paragraph.supportsService("com.sun.star.text.Paragraph"):
            found.append([paragraph.ParaStyleName, paragraph.String])
    return found


def main(folder):
    file = folder / "sent.docx"
    file.write_bytes(sys.stdin.buffer.read())
    pipe = f"parlance{os.getpid()}"
    office = subprocess.Popen(
        [
            "soffice",
            "--headless",
            "--norestore",
            "--nologo",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        context = connect(pipe)
        services = context.ServiceManager
        desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        dispatcher = services.createInstanceWithContext(
            "com.sun.star.frame.DispatchHelper", context
        )

        def load():
            return desktop.loadComponentFromURL(file.as_uri(), "_blank", 0, (value("Hidden", True),))

        def settled(command):
            document = load()
            frame = document.CurrentController.Frame
            dispatcher.executeDispatch(frame, f".uno:{command}", "", 0, ())
            found = paragraphs(document)
            document.close(True)
            return found

        found = {
            "new": settled("AcceptAllTrackedChanges"),
            "old": settled("RejectAllTrackedChanges"),
        }
        document = load()
        saved = folder / "saved.docx"
        document.storeToURL(saved.as_uri(), (value("FilterName", "MS Word 2007 XML"),))
        document.close(True)
        found["saved"] = base64.b64encode(saved.read_bytes()).decode()
        json.dump(found, sys.stdout)
        try:
            desktop.terminate()
        except Exception:
            pass
    finally:
        office.terminate()
        office.wait()


with tempfile.TemporaryDirectory() as folder:
    main(pathlib.Path(folder))
