#!/bin/bash
echo "today is $(date)"
read -r line
echo "you sent me $line"
