#!/usr/bin/env bash
# Makes every sound of this folder anew: notices, warnings and the words around a drill from their texts, the signature sounds, and the files
# that must be refused.
# Needs espeak-ng, sox with libsox-fmt-all (for AMR) and ffmpeg. Run it from anywhere; it ends with a listing.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

encode() { ffmpeg -nostdin -hide_banner -loglevel error -y "$@"; }
# The same texts give the same files: no random serial numbers and dates from ffmpeg, repeatable dither and noise (-R) from sox.
repeatable=(-fflags +bitexact -flags +bitexact)
sound() { sox -R -V1 "$@"; }

# speak <text file> <voice> <words per minute> <wav file>: 22,050 Hz mono with a little silence before and after, as people record.
speak() {
  espeak-ng -v "$2" -s "$3" -f "$1" -w "$work/raw.wav"
  sound "$work/raw.wav" "$4" gain -n -6 pad 0.6 0.8
}

# notice <name> <voice> <words per minute>: speaks notices/<name>.txt to $work/<name>.wav
notice() { speak "notices/$1.txt" "$2" "$3" "$work/$1.wav"; }

north=vi central=vi-vn-x-central south=vi-vn-x-south

# --- Notices, as phones make them -------------------------------------------------------------------------------------------------
notice 01-tiem-chung $north 160
encode -i "$work/01-tiem-chung.wav" -ac 2 -ar 48000 -c:a aac -b:a 96k "${repeatable[@]}" notices/01-tiem-chung.m4a

notice 02-cat-dien $south 170
encode -i "$work/02-cat-dien.wav" -ac 2 -ar 44100 -c:a libmp3lame -b:a 96k "${repeatable[@]}" notices/02-cat-dien.mp3

notice 03-hop-thon $central 165
encode -i "$work/03-hop-thon.wav" -ac 1 -ar 48000 -c:a libopus -b:a 24k -application voip "${repeatable[@]}" notices/03-hop-thon.ogg

# A browser writes while it records and never goes back to fill in the length: a pipe cannot go back either.
notice 04-lu-ong-lu-quet $north 175
encode -i "$work/04-lu-ong-lu-quet.wav" -ac 1 -ar 48000 -c:a libopus -b:a 32k "${repeatable[@]}" -f webm pipe:1 \
  | cat > notices/04-lu-ong-lu-quet.webm

notice 05-chay-rung $south 165
sound "$work/05-chay-rung.wav" -r 16000 -c 1 -b 16 notices/05-chay-rung.wav

notice 06-nghia-vu-quan-su $north 170
sound "$work/06-nghia-vu-quan-su.wav" -r 8000 -c 1 -C 7 -t amr-nb notices/06-nghia-vu-quan-su.amr

# Debian's ffmpeg reads AMR and writes none, so sox encodes and ffmpeg only changes the wrapping.
notice 07-nuoc-sach $central 160
sound "$work/07-nuoc-sach.wav" -r 8000 -c 1 -C 7 -t amr-nb "$work/07.amr"
encode -i "$work/07.amr" -c copy "${repeatable[@]}" notices/07-nuoc-sach.3gp

notice 08-dich-ta-lon $south 170
encode -i "$work/08-dich-ta-lon.wav" -ac 1 -ar 22050 -c:a alac "${repeatable[@]}" notices/08-dich-ta-lon.caf

notice 09-khai-giang $north 165
sound "$work/09-khai-giang.wav" -r 22050 -c 1 -b 16 notices/09-khai-giang.flac

# Quiet: the phone lay on the table, 25 dB too low.
notice 10-bao-hiem-xa-hoi $central 165
sound "$work/10-bao-hiem-xa-hoi.wav" "$work/10.wav" gain -25
encode -i "$work/10.wav" -ac 1 -ar 44100 -c:a aac -b:a 64k "${repeatable[@]}" notices/10-bao-hiem-xa-hoi-nho.m4a

# Noisy: wind and a room, 20 dB below the voice, and a hum from the mains.
notice 11-thue-dat $north 170
seconds=$(soxi -D "$work/11-thue-dat.wav")
sound -n -r 22050 -c 1 "$work/wind.wav" synth "$seconds" brownnoise synth "$seconds" sine mix 50 gain -25
sound -m -v 1 "$work/11-thue-dat.wav" -v 1 "$work/wind.wav" "$work/11.wav"
encode -i "$work/11.wav" -ac 1 -ar 44100 -c:a libmp3lame -b:a 64k "${repeatable[@]}" notices/11-thue-dat-on.mp3

# Lightly clipped: spoken a little too close, for a few syllables.
notice 12-the-bao-hiem-y-te $south 170
sound "$work/12-the-bao-hiem-y-te.wav" -r 16000 -c 1 -b 16 notices/12-the-bao-hiem-y-te-vo-nhe.wav gain 11

# --- Signature sounds: a chime of three struck tones, then the greeting --------------------------------------------------------------
chime() { # chime <wav file> <tone>...
  local target=$1 parts=() tone at=0
  shift
  for tone in "$@"; do
    sound -n -r 22050 -c 1 "$work/tone-$at.wav" synth 2.4 sine "$tone" synth 2.4 sine mix "$(echo "$tone * 2.01" | bc)" \
      gain -9 fade q 0.005 2.4 2.3 pad "$at" 0
    parts+=("$work/tone-$at.wav")
    at=$(echo "$at + 0.7" | bc)
  done
  sound -m "${parts[@]}" "$target" gain -n -6
}
greeting() { # greeting <name> <voice> <chime file>: the chime, a breath, then signature/<name>.txt
  speak "signature/$1.txt" "$2" 150 "$work/$1-voice.wav"
  sound "$3" "$work/$1-voice.wav" -b 16 "signature/$1.flac"
}
chime "$work/opening.wav" 523.25 659.25 783.99 1046.5
greeting opening $north "$work/opening.wav"
chime "$work/closing.wav" 783.99 523.25
greeting closing $north "$work/closing.wav"

# --- Warnings that the demo has prepared, and what is said before and after a drill --------------------------------------------------
prepared() { # prepared <folder/name>: spoken without haste
  speak "$1.txt" $north 150 "$work/prepared.wav"
  encode -i "$work/prepared.wav" -ac 1 -ar 48000 -c:a libopus -b:a 24k -application voip "${repeatable[@]}" "$1.ogg"
}
for warning in lu-quet chay-rung sat-lo-dat het-nguy-hiem; do prepared "warnings/$warning"; done
for words in mo-dau ket-thuc; do prepared "drill/$words"; done

# --- Files that must be refused, each for its own reason ---------------------------------------------------------------------------
: > bad/empty.mp3
sound -n -r 16000 -c 1 -b 16 bad/silent.wav trim 0 5
sound "$work/05-chay-rung.wav" -r 16000 -c 1 -b 16 bad/too-short.wav trim 1 0.6
sound "$work/05-chay-rung.wav" -r 16000 -c 1 -b 16 bad/hard-clipped.wav trim 0 8 gain 26
# The index stands at the front and is whole; two thirds of the sound are missing.
encode -i "$work/01-tiem-chung.wav" -ac 1 -ar 44100 -c:a aac -b:a 64k "${repeatable[@]}" -movflags +faststart "$work/whole.m4a"
head -c "$(($(stat -c %s "$work/whole.m4a") / 3))" "$work/whole.m4a" > bad/truncated.m4a
# The index would stand at the end and never came.
encode -i "$work/01-tiem-chung.wav" -ac 1 -ar 44100 -c:a aac -b:a 64k "${repeatable[@]}" "$work/index-last.m4a"
head -c 40000 "$work/index-last.m4a" > bad/without-index.m4a
cp notices/01-tiem-chung.txt bad/text.mp3
encode -f lavfi -i testsrc=size=160x120:rate=5:duration=2 -c:v mpeg4 "${repeatable[@]}" bad/video-without-sound.mp4
# Names that point at another file beside them: whoever opens that file would put somebody else's recording on air.
printf '#EXTM3U\n#EXT-X-TARGETDURATION:30\n#EXTINF:30,\n../notices/02-cat-dien.mp3\n#EXT-X-ENDLIST\n' > bad/playlist.mp3
printf "ffconcat version 1.0\nfile '../notices/02-cat-dien.mp3'\n" > bad/concat.mp3

find notices warnings drill signature bad -type f ! -name '*.txt' -printf '%p\t%s bytes\n' | sort
du -sh .
