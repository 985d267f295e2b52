"""Files to photos and back: decoding, colour profiles, metadata, encoding.

A photo comes in through `decode.open_photo` as a `SourceImage` that keeps the file's own samples, and goes out
through `encode.check_target`, `encode.write_unedited` and `encode.write_edited`. Two eyes come in through `stereo` as a
pair of such photos and go out through `stereo_export`. Below them lie `readers` (one subject each: Pillow's formats,
TIFF, RAW, HEIF), `containers` (what lies around the coded picture in JPEG, PNG, WebP, MPO and JPS files, read and
replaced without touching it), `writers`, `icc` (profiles to working pixels and back) and `exif`.

What a file is, is decided by its content. Every failure of a decoder becomes one sentence at one border
(`files.decoder_border`). There is no torch and no Qt here, and nothing else in the program opens or writes photos.
"""
