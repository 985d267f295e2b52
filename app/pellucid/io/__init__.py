"""Files to photos and back: decoding, colour profiles, metadata, encoding.

A photo comes in through `decode.open_photo` as a `SourceImage` that keeps the file's own samples, and goes out
through `encode.check_target`, `encode.write_unedited` and `encode.write_edited`. Two eyes come in through `stereo` as a
pair of such photos and go out through `stereo_export`. Below them lie `readers` (one subject each: JPEG, PNG, Pillow's
formats, TIFF, RAW, HEIF and AVIF, JPEG XL, JPEG 2000), `containers` (what lies around the coded picture, read and
replaced without touching it), `writers`, `icc` (profiles to working pixels and back), `code_points` and `hdr` (colours
told by numbers) and `exif`.

What a file is, is decided by its content. Every failure of a decoder becomes one sentence at one border
(`files.decoder_border`). There is no torch and no Qt here, and nothing else in the program opens or writes photos.
"""
