// Listening to a recording: its shape, where one is in it, how fast, as it was sent or as the horns will play it.
import { Button, Checkbox } from '@mantine/core';
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { api, ask } from '#web';
import { markText } from '#domain';
import { fill, numberText } from '#words';
import { LANGUAGE, SCREENS } from './words';
import { useServerQuery } from './queries';
import { hornFilter, type HornFilter } from './horn-filter';
import { WaveformShape } from './waveform-shape';
import './sound-player.css';

const text = SCREENS.sound;
const SPEEDS = [0.75, 1, 1.25, 1.5, 2] as const;

/** The sound as it was sent, or exactly the bytes that the horns will play. */
type SoundVersion = 'rendition' | 'original';

/** What a screen around the player can make it do. */
export interface SoundHandle {
  toggle(): void;
  /** Goes there and plays on from there. */
  seek(atMs: number): void;
  positionMs(): number;
}

export function SoundPlayer({
  recordingId,
  title,
  onPlay,
  ref,
}: {
  readonly recordingId: string;
  readonly title: string;
  /** Somebody began to listen. */
  readonly onPlay?: () => void;
  readonly ref?: Ref<SoundHandle>;
}) {
  const [version, setVersion] = useState<SoundVersion>('rendition');
  const [playing, setPlaying] = useState(false);
  const [broken, setBroken] = useState(false);
  const [atMs, setAtMs] = useState(0);
  const [speed, setSpeed] = useState<number>(1);
  const audio = useRef<HTMLAudioElement>(null);
  const horn = useHorn(audio);
  const { data: shapes } = useServerQuery(['recordings', recordingId, 'waveform'], () =>
    ask(api.GET('/api/v1/recordings/{id}/waveform', { params: { path: { id: recordingId } } })),
  );
  const shape = shapes?.[version];
  const [loadedMs, setLoadedMs] = useState(0);
  const durationMs = loadedMs || (shape?.durationMs ?? 0);

  const play = () => void audio.current?.play().catch(() => setBroken(true));
  const seek = (toMs: number) => {
    if (audio.current) audio.current.currentTime = toMs / 1_000;
    setAtMs(toMs);
  };
  const toggle = () => (audio.current?.paused ? play() : audio.current?.pause());
  useImperativeHandle(ref, () => ({
    toggle,
    seek: (toMs) => {
      seek(toMs);
      play();
    },
    positionMs: () => (audio.current?.currentTime ?? 0) * 1_000,
  }));
  useEffect(() => {
    if (audio.current) audio.current.playbackRate = speed;
  }, [speed, version]);
  const choose = (other: SoundVersion) => {
    setVersion(other);
    setBroken(false);
    setPlaying(false);
    setAtMs(0);
  };

  return (
    <div className="sound" role="group" aria-label={fill(text.player, { title })}>
      <audio
        ref={audio}
        src={`/api/v1/recordings/${recordingId}/${version === 'rendition' ? 'sound' : 'original'}`}
        preload="metadata"
        onPlay={() => {
          setPlaying(true);
          onPlay?.();
        }}
        onPause={() => setPlaying(false)}
        onTimeUpdate={({ currentTarget }) => setAtMs(currentTarget.currentTime * 1_000)}
        onLoadedMetadata={({ currentTarget }) => {
          setLoadedMs(Number.isFinite(currentTarget.duration) ? currentTarget.duration * 1_000 : 0);
          currentTarget.playbackRate = speed;
        }}
        onError={() => setBroken(true)}
      />
      <div className="sound-line">
        <Button size="lg" onClick={toggle} aria-pressed={playing}>
          <span aria-hidden="true">{playing ? '❚❚' : '►'}</span>&nbsp;{playing ? text.pause : text.play}
        </Button>
        <div className="sound-shape">
          <WaveformShape peaks={shape?.peaks ?? []} playedShare={durationMs > 0 ? atMs / durationMs : 0} />
          <input
            type="range"
            min={0}
            max={Math.max(1, Math.round(durationMs / 1_000))}
            step={1}
            value={Math.min(Math.round(atMs / 1_000), Math.max(1, Math.round(durationMs / 1_000)))}
            aria-label={text.position}
            aria-valuetext={fill(text.at, { at: markText(atMs), of: markText(durationMs) })}
            onChange={({ currentTarget }) => seek(Number(currentTarget.value) * 1_000)}
          />
        </div>
        <span className="sound-time">
          {markText(atMs)} / {markText(durationMs)}
        </span>
      </div>
      {broken ? (
        <p className="note pending" role="alert">
          {text.broken}
        </p>
      ) : null}
      <div className="sound-choices">
        <Choice label={text.which} options={['rendition', 'original'] as const} chosen={version} choose={choose}>
          {(each) => text.versions[each]}
        </Choice>
        <Choice label={text.speed} options={SPEEDS} chosen={speed} choose={setSpeed}>
          {(each) => `${numberText(LANGUAGE, each)}×`}
        </Choice>
        <Checkbox
          label={text.horn}
          checked={horn.on}
          onChange={({ currentTarget }) => horn.set(currentTarget.checked)}
        />
      </div>
    </div>
  );
}

/** A few choices side by side, one of them pressed. */
function Choice<T extends string | number>({
  label,
  options,
  chosen,
  choose,
  children,
}: {
  readonly label: string;
  readonly options: readonly T[];
  readonly chosen: T;
  readonly choose: (option: T) => void;
  readonly children: (option: T) => string;
}) {
  return (
    <div className="toggles" role="group" aria-label={label}>
      {options.map((option) => (
        <button key={option} type="button" aria-pressed={option === chosen} onClick={() => choose(option)}>
          {children(option)}
        </button>
      ))}
    </div>
  );
}

/** The horn's narrow band over the same sound; built when it is asked for first. */
function useHorn(audio: { readonly current: HTMLAudioElement | null }) {
  const filter = useRef<HornFilter>(undefined);
  const [on, setOn] = useState(false);
  useEffect(() => () => filter.current?.close(), []);
  const set = (wanted: boolean) => {
    if (!audio.current) return;
    filter.current ??= hornFilter(audio.current);
    filter.current.set(wanted);
    setOn(wanted);
  };
  return { on, set };
}
