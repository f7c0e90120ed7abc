// The door of sound on disk: the folder that keeps it, and ffmpeg that turns recordings into what horns play.
export { FolderAudioStore } from './folder-audio-store';
