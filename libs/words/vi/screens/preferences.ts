// Vietnamese: how a person wants to read.
export const preferences = {
  heading: 'Cách hiển thị',
  textSize: 'cỡ chữ',
  themes: { system: 'Theo máy', light: 'Nền sáng', dark: 'Nền tối' },
};
