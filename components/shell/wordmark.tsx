export function Wordmark() {
  return (
    <>
      Day <span className="text-accent">29</span>
    </>
  );
}
