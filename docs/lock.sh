#!/bin/sh
# Renews both lock files: names, versions and hashes, no index addresses. Run from the checkout's top.
set -eu
compile() {
    uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
        --no-emit-package opencv-python --no-emit-package scikit-image --quiet --upgrade "$@"
}
compile pyproject.toml --output-file requirements.lock
compile pyproject.toml --group dev --output-file requirements-dev.lock
