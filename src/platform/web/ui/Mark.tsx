/** The mark: a taut-line hitch. One colour, that of its text. */
export function Mark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <g
        transform="translate(-1.1 .6) rotate(-45 16 16) scale(.97)"
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d="M-1.5 13H3M21 13h4.2a6 6 0 0 1 0 12c-5 0-8-3-8-8V8.2M7.6 8.2v9.6M12.4 8.2v9.6" />
      </g>
    </svg>
  );
}
