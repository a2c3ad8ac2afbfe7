"""The pages. Not a folder called ``pages``, which Streamlit would offer as pages by itself."""
