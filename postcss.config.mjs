// biome-ignore lint/style/noDefaultExport: Next looks for it.
export default { plugins: { '@tailwindcss/postcss': {} } }
