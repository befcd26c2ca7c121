"""Makes of each screenshot what a phone's camera may see, and reads every picture with OpenCV.

distort.py FOLDER LIST reads FOLDER/LIST, adds the distorted pictures to it and, to each picture, what OpenCV
read: `read.OpenCV`. Lengths are in CSS px, so that a screen with more pixels is no further from the camera.
"""

import json
import sys
from pathlib import Path
from zlib import crc32

import cv2
import numpy as np


def pixels(shot):
    """Picture pixels to one CSS px of the screenshot (its clip is the code and 40 px on each side)."""
    return shot["width"] / (shot["side"] + 80)


def chance(shot):
    """What differs from picture to picture, and is the same for the codes of all projects and in every run."""
    return np.random.default_rng(crc32(f"{shot['text']} {shot['look']} {shot['size']} {shot['scale']}".encode()))


def seen(image, shot):
    """The picture off the screen's grid of pixels: no camera's grid, and no resized screenshot's, coincides with it."""
    height, width = image.shape[:2]
    right, down = chance(shot).uniform(0, 1, 2)
    off = np.float32([[0.97, 0, 0.015 * width + right], [0, 0.97, 0.015 * height + down]])
    return cv2.warpAffine(image, off, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def blurred(image, shot):
    sigma = 1.2 * pixels(shot)
    return cv2.GaussianBlur(image, (0, 0), sigma)


def rotated(image, shot, degrees=15):
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def in_perspective(image, shot):
    height, width = image.shape[:2]
    flat = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    tilted = np.float32([[0.16 * width, 0.1 * height], [0.86 * width, 0], [width, height], [0, 0.88 * height]])
    tilt = cv2.getPerspectiveTransform(flat, tilted)
    return cv2.warpPerspective(image, tilt, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def dimmed(image, shot):
    """A quarter of the contrast on a grey of glare, with the noise of a sensor."""
    noise = chance(shot).normal(0, 6, image.shape)
    return np.clip(image * 0.25 + 60 + noise, 0, 255).astype(np.uint8)


def compressed(quality):
    """A screenshot sent by messenger. Telegram's app for Android writes pictures at 80 and small previews at 55 (its
    `ImageLoader.scaleAndSaveImage`); 25 is far below what any is known to send.
    """

    def compress(image, shot):
        _, jpeg = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
        return cv2.imdecode(jpeg, cv2.IMREAD_COLOR)

    return compress


def by_camera(image, shot):
    """All of it, each a little less."""
    image = cv2.GaussianBlur(rotated(in_perspective(image, shot), shot, 7), (0, 0), 0.7 * pixels(shot))
    return compressed(80)(dimmed(image, shot), shot)


DISTORTIONS = {
    "blurred": blurred,
    "rotated by 15°": rotated,
    "in perspective": in_perspective,
    "dimmed": dimmed,
    "JPEG 80": compressed(80),
    "JPEG 55": compressed(55),
    "JPEG 25": compressed(25),
    "by camera": by_camera,
}


def read(image, detector):
    """As an app reads: what cannot be read is looked at once more at half its size. ZXing does so by itself."""
    text, _, _ = detector.detectAndDecode(image)
    if text:
        return text
    half = cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    text, _, _ = detector.detectAndDecode(half)
    return text


def main(folder, listed):
    shots = json.loads((folder / listed).read_text())
    detector = cv2.QRCodeDetector()
    pictures = []
    for shot in shots:
        image = cv2.imread(str(folder / shot["file"]), cv2.IMREAD_COLOR)
        shot["width"] = image.shape[1]
        pictures.append({**shot, "read": {"OpenCV": read(image, detector)}})
        if shot["look"] not in ("light", "dark"):
            continue
        for index, (name, distort) in enumerate(DISTORTIONS.items()):
            changed = distort(seen(image, shot), shot)
            file = shot["file"].replace(".png", f"-{index}.png")
            cv2.imwrite(str(folder / file), changed, [cv2.IMWRITE_PNG_COMPRESSION, 1])
            pictures.append({**shot, "distortion": name, "file": file, "read": {"OpenCV": read(changed, detector)}})
    (folder / listed).write_text(json.dumps(pictures))


main(Path(sys.argv[1]), sys.argv[2])
