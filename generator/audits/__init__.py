"""What `explainer check` looks at, one file each: `find(site) -> findings`, found by walking this folder."""
