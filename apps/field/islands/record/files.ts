// Sound files that people choose instead of recording: what is looked at before a byte of them is sent. The server looks into them properly.

const ENDINGS = /\.(mp3|m4a|aac|wav|ogg|oga|opus|webm|amr|3gp|3gpp|mp4|flac|caf)$/i;

/** Why a chosen file is not taken; undefined when it is. */
export function fileFault(
  { name, type, size }: Pick<File, 'name' | 'type' | 'size'>,
  maxBytes: number,
): 'fileType' | 'fileTooLarge' | undefined {
  if (size > maxBytes) return 'fileTooLarge';
  const isSound = type.startsWith('audio/') || ENDINGS.test(name);
  return isSound && size > 0 ? undefined : 'fileType';
}
