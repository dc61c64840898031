#!/usr/bin/env bash
# Makes the spoken prompts, the waiting sound, the tones and the demo's voice: text or synthesis -> WAV 48 kHz mono -> Ogg Opus, 20 ms frames.
# Needs espeak-ng, opus-tools, sox and ffmpeg (Debian packages of these names). The same tools give the same bytes.
set -euo pipefail
cd "$(dirname "$0")"
for tool in espeak-ng opusenc sox ffmpeg; do
  command -v "$tool" >/dev/null || { echo "make.sh: $tool is missing (apt-get install espeak-ng opus-tools sox ffmpeg)" >&2; exit 1; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# level IN OUT LUFS: brings a WAV to an integrated loudness, by gain alone.
level() {
  local measured gain
  measured=$(ffmpeg -nostdin -hide_banner -nostats -i "$1" -af ebur128 -f null - 2>&1 | sed -n 's/^ *I: *\(-[0-9.]*\) LUFS$/\1/p' | tail -1)
  gain=$(awk -v want="$3" -v have="$measured" 'BEGIN { printf "%.2f", want - have }')
  sox -D "$1" "$2" gain "$gain"
}

# encode IN OUT KIND: no tags but the encoder's own, a fixed stream number, so that the file says nothing of when or where it was made.
encode() {
  opusenc --quiet --bitrate 24 --framesize 20 "--$3" --serial 1 --padding 0 --discard-comments "$1" "$2"
}

# speak TEXTS OUT: says each text of a list of { id, lang, text } calmly, half a second of quiet before and after.
speak() {
  node -e 'for (const p of JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))) console.log([p.lang, p.id, p.text].join("\t"))' "$1" |
    while IFS=$'\t' read -r lang id text; do
      voice=$lang
      [ "$lang" = en ] && voice=en-gb
      espeak-ng -v "$voice" -s 132 -p 38 -g 2 -w "$work/said.wav" "$text" </dev/null
      sox -D -v 0.6 "$work/said.wav" -r 48000 -c 1 -b 16 "$work/even.wav" highpass 90 treble -4 5000 silence 1 0.01 0.1% reverse silence 1 0.01 0.1% reverse pad 0.5 0.5
      level "$work/even.wav" "$work/level.wav" -23
      mkdir -p "$2/$lang"
      encode "$work/level.wav" "$2/$lang/$id.ogg" speech
    done
}

tsx=../../../node_modules/.bin/tsx
"$tsx" spoken.ts >"$work/spoken.json"
speak "$work/spoken.json" .
speak ../../demo/voice.json ../../demo

"$tsx" waiting.ts >"$work/waiting.wav"
level "$work/waiting.wav" "$work/quiet.wav" -29
encode "$work/quiet.wav" waiting.ogg music

# As telephones ring in Sweden, heard by who calls: 425 Hz, one second of five.
sox -D -n -r 48000 -c 1 -b 16 "$work/ringback.wav" synth 1 sine 425 vol 0.12 fade q 0.01 1 0.01 pad 0 4
encode "$work/ringback.wav" ringback.ogg music
sox -D -n -r 48000 -c 1 -b 16 "$work/beep.wav" synth 0.5 sine 800 vol 0.2 fade q 0.01 0.5 0.01 pad 0.4 0.1
encode "$work/beep.wav" beep.ogg music
ls -l ./*.ogg ./*/*.ogg ../../demo/*/*.ogg
