print("aebook")
